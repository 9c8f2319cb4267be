import type { Language } from './reason-texts.ts';

/** Keys that our own checks of fields give as their message; zod's own messages come from its locales. */
export const FAULTS = {
  forbiddenCharacters: 'forbiddenCharacters',
  lonLatTogether: 'lonLatTogether',
  placeNeeded: 'placeNeeded',
  nothingToChange: 'nothingToChange',
  noSuchTile: 'noSuchTile',
  noSuchTime: 'noSuchTime',
  noSuchPlace: 'noSuchPlace',
  timeFactorNeeded: 'timeFactorNeeded',
} as const;
export type Fault = keyof typeof FAULTS;
export const isFault = (text: string): text is Fault => Object.hasOwn(FAULTS, text);

export const FAULT_TEXTS: Readonly<Record<Language, Readonly<Record<Fault, string>>>> = {
  en: {
    forbiddenCharacters: 'contains characters that cannot be shown; type it again',
    lonLatTogether: 'longitude and latitude go together; give both or neither',
    placeNeeded: 'give an address text or a position',
    nothingToChange: 'nothing to change; give at least one field',
    noSuchTile: 'there is no such tile at this zoom',
    noSuchTime: 'no clock shows this time; check the date',
    noSuchPlace: 'longitudes go from -180 to 180, latitudes from -90 to 90',
    timeFactorNeeded: 'say how many times as long as usual the stretch takes',
  },
  bg: {
    forbiddenCharacters: 'съдържа знаци, които не могат да се покажат; въведете го отново',
    lonLatTogether: 'дължината и ширината вървят заедно; посочете и двете или нито едната',
    placeNeeded: 'посочете адрес или място на картата',
    nothingToChange: 'няма какво да се промени; посочете поне едно поле',
    noSuchTile: 'няма такава плочка при този мащаб',
    noSuchTime: 'никой часовник не показва такова време; проверете датата',
    noSuchPlace: 'дължините са от -180 до 180, ширините от -90 до 90',
    timeFactorNeeded: 'посочете колко пъти по-дълго от обичайното отнема участъкът',
  },
  cs: {
    forbiddenCharacters: 'obsahuje znaky, které nelze zobrazit; napište to znovu',
    lonLatTogether: 'délka a šířka patří k sobě; zadejte obě, nebo žádnou',
    placeNeeded: 'zadejte text adresy nebo polohu',
    nothingToChange: 'není co změnit; zadejte aspoň jedno pole',
    noSuchTile: 'taková dlaždice při tomto přiblížení není',
    noSuchTime: 'takový čas žádné hodiny neukazují; zkontrolujte datum',
    noSuchPlace: 'délky jsou od -180 do 180, šířky od -90 do 90',
    timeFactorNeeded: 'uveďte, kolikrát déle než obvykle úsek trvá',
  },
  sv: {
    forbiddenCharacters: 'innehåller tecken som inte kan visas; skriv det igen',
    lonLatTogether: 'longitud och latitud hör ihop; ange båda eller ingen',
    placeNeeded: 'ange en adress eller en position',
    nothingToChange: 'inget att ändra; ange minst ett fält',
    noSuchTile: 'det finns ingen sådan platta på denna zoomnivå',
    noSuchTime: 'ingen klocka visar den tiden; kontrollera datumet',
    noSuchPlace: 'longituder går från -180 till 180, latituder från -90 till 90',
    timeFactorNeeded: 'ange hur många gånger längre tid än vanligt sträckan tar',
  },
};
