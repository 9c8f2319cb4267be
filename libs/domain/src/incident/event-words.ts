/**
 * What callers say happened, by idea: words of the languages of our regions, Latin, without accents, as `normalizeSearchText`
 * and `toLatin` leave them; a word stands for the idea when it begins with one of these stems. Callers of one event
 * use different words and languages ("crash", "katastrofa", "bouračka"), and share nothing else.
 */
const STEMS: Readonly<Record<string, string>> = {
  collision:
    'crash collision collid accident smash katastrof blasna blaska udari sblasak ptp nehoda nehody nehode nehodu srazk srazil srazen bourack nabour havar olyck krock kollision choque accidente',
  car: 'car cars vehicle auto auta autem avto vozem vozidl kola kolata koli lek bil bilar bilen bilarna coche avtomobil taxi taksi van dzhip suv',
  tram: 'tram tramvay tramvaj sparvagn tranvia',
  bus: 'bus autobus avtobus buss bussen trolej trolley',
  motorcycle: 'motorcycl motorbik motor motork motocykl motocikl motosiklet moto mc',
  bicycle: 'bicycl bike cyclist cykl kolo kole kolist koloezd velosiped cykel cyklist kolobezk trotinetk scooter elsparkcykel',
  pedestrian: 'pedestrian peshehod peshehodets chodec chodce chodk fotgangar peaton',
  person: 'man woman guy lady person boy girl mazh zhena chovek muz zena pan pani clovek man kvinna person hombre mujer',
  child: 'child kid baby toddler dete deteto beb dite ditete kluk barn barnet nino bebe',
  unconscious:
    'unconscious unresponsiv faint collaps passed bezsaznani pripadna pripada kolabira kolaps bezvedom omdlel zkolabov medvetslos svimma kollaps inconscient desmay',
  breathing: 'breath chok gasp disha dishane zadushav dych dychan dus dusi andas andning kvav respir ahog',
  fall: 'fall fell fallen slip padna pada padnal podhlazna spadl upadl padl uklouzl ramlat ramla halkat caido cayo',
  bleeding: 'bleed blood krav kravi karvi krvac krev krvi blod bloder sangr',
  fire: 'fire burn smoke flame pozhar gori dim zapal pozar hori kour ohen brand brinner rok fuego incendio humo',
  fight: 'fight attack stab knife beat shot biyat namushk nozh prostrel pobodn bitk rvack napad nuz strel slagsmal kniv misshand skott pelea cuchill',
  chestPain: 'chest heart infarct sartse sardtse infarkt gardi hrud srdce brost hjart pecho corazon',
  stroke: 'stroke insult mrtvic iktus',
  birth: 'birth labour labor pregnan contract razhd rodi bremenn kontraktsi porod tehotn foder forloss gravid parto embaraz',
  trapped: 'trap stuck pinned zatisn zaklesht zaklin uvizl zasek fastklamd kilad atrapad',
  overturned: 'overturn rolled flipped preobarn obarn prevrat valt voltat volcad',
}; // prettier-ignore

/** Words too common to mean that two callers speak of the same. Same spelling as above. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `the and with there has have had was were are for from near next our out someone somebody please help need ambulance
  street road avenue square his her him she they that this just very not into who can you hit
  bul ulica ulitsa ulice ulici ploshtad namesti trida gata gatan vag vagen torg calle avenida
  ima ima tuk pri nad pod sas edin edna molya pomosht lineyka byrza barza
  tady tam jsem jsou ale ktery ktera prosim pomoc sanitk sanitku zachrank zachranku
  och har det den som pa vid med ett jag hjalp ambulans finns
  hay una uno con por favor ayuda ambulancia
  godini godina godishen godishna years year old let rok roky rokov ar gammal anos
  etazh floor patro patre vaning piso vhod entrance vchod ingang entrada apartament apartment byt lagenhet
  burzo barzo byrzo pobarzayte quick quickly fast hurry rychle snabbt rapido urgente sama sam alone sam ensam
  dnes vchera today yesterday dneska vcera idag igar now sega ted nu`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words for a street or a square, by which the name of a place is known. */
export const ADDRESS_WORDS: ReadonlySet<string> = new Set(
  `street road avenue square boulevard lane st rd ave blvd bul bulevard ul ulica ulitsa ulice ulici pl ploshtad namesti nam trida gata gatan vag vagen torg
  calle avenida av plaza rambla esquina`
    .split(/\s+/)
    .filter(Boolean),
);

/** The idea of nearly every call, so having it in common says nothing either. */
export const COMMON_IDEA = 'person';

const IDEAS: ReadonlyMap<string, string> = new Map(
  Object.entries(STEMS).flatMap(([idea, stems]) => stems.split(' ').map((stem) => [stem, idea] as const)),
);

/** True for the name of an idea, as `findIdea` answers it. */
export const isIdea = (word: string): boolean => Object.hasOwn(STEMS, word);

const LONGEST_STEM = Math.max(...[...IDEAS.keys()].map((stem) => stem.length));

/**
 * The idea a Latin, normalised word stands for. A stem of up to three letters must be the whole word, and one of four may
 * have one letter more: `kole` is by bicycle, `kolega` a colleague.
 */
export function findIdea(word: string): string | undefined {
  for (let length = Math.min(word.length, LONGEST_STEM); length > 1; length -= 1) {
    const idea = IDEAS.get(word.slice(0, length));
    if (idea !== undefined && word.length <= length + roomAfter(length)) return idea;
  }
  return undefined;
}

const roomAfter = (stemLength: number): number => (stemLength < 4 ? 0 : stemLength === 4 ? 1 : Infinity);
