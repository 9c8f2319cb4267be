import type { FieldFault, FieldFaultKind } from '#domain';
import type { Language } from './reason-texts.ts';

type Texts = Readonly<Record<FieldFaultKind, string>>;

const en: Texts = {
  empty: 'nothing is given here; give at least one',
  unknownValue: '“{value}” is not known here; choose one from the list',
  duplicate: '“{value}” stands here twice; leave one out',
  notPositive: '{value} is not possible; give more than 0',
  tooLarge: '{value} is too much; give at most {largest}',
  notWhole: '{value} is not a whole number; give 1, 2, 3 …',
  notShare: 'this is not a share; give more than 0 and at most 1',
  notAllowed: 'this has no meaning here; leave it out',
  missing: 'this is needed here; fill it in',
  withoutEntry:
    'nothing is planned for priority {priority} of: {categories}; add an entry for them, or one for every category',
  ownRegion: 'a region cannot be its own neighbour; leave it out',
  unknownRegion: 'there is no region “{value}”; correct its name or leave it out',
  otherMap: 'region “{value}” lies on another map, to which no roads are known; leave it out',
  trainingMixed: 'training and real regions cannot help each other; leave “{value}” out',
  unknownQuestion: 'the answer leads to the question “{value}”, which is not there; add it or lead elsewhere',
  unreachable: 'no answer leads to the question “{value}”; lead one to it or remove it',
  endless: 'the question “{value}” leads back to itself; let one of the answers on the way end',
  pathTooLong: 'a caller would be asked {value} questions in a row; shorten the way to at most {largest}',
  unknownText: 'no question or answer is called “{value}”; correct the name or remove the text',
  withoutText: '“{value}” has no words in: {languages}; add them',
};

const bg: Texts = {
  empty: 'тук няма нищо; посочете поне едно',
  unknownValue: '„{value}“ не е познато тук; изберете от списъка',
  duplicate: '„{value}“ е посочено два пъти; оставете го веднъж',
  notPositive: '{value} не е възможно; посочете повече от 0',
  tooLarge: '{value} е твърде много; посочете най-много {largest}',
  notWhole: '{value} не е цяло число; посочете 1, 2, 3 …',
  notShare: 'това не е дял; посочете повече от 0 и най-много 1',
  notAllowed: 'това няма смисъл тук; махнете го',
  missing: 'това е нужно тук; попълнете го',
  withoutEntry:
    'няма план за приоритет {priority} при: {categories}; добавете запис за тях или един за всички категории',
  ownRegion: 'регионът не може да е свой съсед; махнете го',
  unknownRegion: 'няма регион „{value}“; поправете името или го махнете',
  otherMap: 'регион „{value}“ е на друга карта, до която не се знаят пътища; махнете го',
  trainingMixed: 'учебен и истински регион не могат да си помагат; махнете „{value}“',
  unknownQuestion: 'отговорът води към въпроса „{value}“, който липсва; добавете го или насочете другаде',
  unreachable: 'никой отговор не води към въпроса „{value}“; насочете някой към него или го махнете',
  endless: 'въпросът „{value}“ води обратно към себе си; нека някой от отговорите по пътя да приключва',
  pathTooLong: 'обаждащият се би получил {value} въпроса подред; скъсете ги до най-много {largest}',
  unknownText: 'няма въпрос или отговор с име „{value}“; поправете името или махнете текста',
  withoutText: '„{value}“ няма текст на: {languages}; добавете го',
};

const cs: Texts = {
  empty: 'nic tu není; uveďte aspoň jedno',
  unknownValue: '„{value}“ tu není známo; vyberte ze seznamu',
  duplicate: '„{value}“ je tu dvakrát; jedno vynechte',
  notPositive: '{value} není možné; uveďte více než 0',
  tooLarge: '{value} je příliš; uveďte nejvýše {largest}',
  notWhole: '{value} není celé číslo; uveďte 1, 2, 3 …',
  notShare: 'toto není podíl; uveďte více než 0 a nejvýše 1',
  notAllowed: 'toto zde nemá význam; vynechte to',
  missing: 'toto je zde potřeba; doplňte to',
  withoutEntry:
    'chybí plán pro prioritu {priority} u: {categories}; přidejte pro ně položku, nebo jednu pro všechny kategorie',
  ownRegion: 'oblast nemůže být svým vlastním sousedem; vynechte ji',
  unknownRegion: 'oblast „{value}“ neexistuje; opravte název, nebo ji vynechte',
  otherMap: 'oblast „{value}“ leží na jiné mapě, kam nejsou známy silnice; vynechte ji',
  trainingMixed: 'cvičná a skutečná oblast si nemohou pomáhat; vynechte „{value}“',
  unknownQuestion: 'odpověď vede k otázce „{value}“, která chybí; přidejte ji, nebo veďte jinam',
  unreachable: 'k otázce „{value}“ nevede žádná odpověď; nějakou k ní veďte, nebo ji odstraňte',
  endless: 'otázka „{value}“ vede zpět sama k sobě; nechte některou odpověď cestou skončit',
  pathTooLong: 'volající by dostal {value} otázek za sebou; zkraťte je na nejvýše {largest}',
  unknownText: 'žádná otázka ani odpověď se nejmenuje „{value}“; opravte název, nebo text odstraňte',
  withoutText: '„{value}“ nemá znění v: {languages}; doplňte je',
};

const sv: Texts = {
  empty: 'här finns inget; ange minst en',
  unknownValue: '”{value}” är okänt här; välj ur listan',
  duplicate: '”{value}” står här två gånger; ta bort den ena',
  notPositive: '{value} är inte möjligt; ange mer än 0',
  tooLarge: '{value} är för mycket; ange högst {largest}',
  notWhole: '{value} är inget heltal; ange 1, 2, 3 …',
  notShare: 'detta är ingen andel; ange mer än 0 och högst 1',
  notAllowed: 'detta betyder inget här; utelämna det',
  missing: 'detta behövs här; fyll i det',
  withoutEntry:
    'ingen plan finns för prioritet {priority} vid: {categories}; lägg till en post för dem eller en för alla kategorier',
  ownRegion: 'en region kan inte vara sin egen granne; ta bort den',
  unknownRegion: 'regionen ”{value}” finns inte; rätta namnet eller ta bort den',
  otherMap: 'regionen ”{value}” ligger på en annan karta dit inga vägar är kända; ta bort den',
  trainingMixed: 'övningsregioner och verkliga regioner kan inte hjälpa varandra; ta bort ”{value}”',
  unknownQuestion: 'svaret leder till frågan ”{value}” som saknas; lägg till den eller led någon annanstans',
  unreachable: 'inget svar leder till frågan ”{value}”; led ett dit eller ta bort den',
  endless: 'frågan ”{value}” leder tillbaka till sig själv; låt ett av svaren på vägen avsluta',
  pathTooLong: 'den som ringer skulle få {value} frågor i rad; korta av till högst {largest}',
  unknownText: 'ingen fråga och inget svar heter ”{value}”; rätta namnet eller ta bort texten',
  withoutText: '”{value}” saknar ord på: {languages}; lägg till dem',
};

export const FIELD_FAULT_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

/** What is wrong with a field and what to do about it, in a language. */
export const fieldFaultText = ({ fault, details = {} }: FieldFault, language: Language): string =>
  FIELD_FAULT_TEXTS[language][fault].replace(/\{(\w+)\}/g, (_whole, name: string) =>
    String(details[name] ?? '?'),
  );
