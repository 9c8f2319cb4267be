import { answerTextKey, type FieldFault, listTextKeys, type TriageTree } from '#domain';
import { LANGUAGES, type Language } from './reason-texts.ts';

/*
 * What the call taker asks, as it is said to a caller: short, one thing to look at, no diagnosis. An answer that is not
 * known falls to the worse side, which the words of a yes-or-no question say where it matters.
 */

type Texts = Readonly<Record<string, string>>;

const COMMON_ANSWERS: Readonly<Record<Language, Texts>> = {
  en: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  bg: { yes: 'Да', no: 'Не', unsure: 'Не е сигурно' },
  cs: { yes: 'Ano', no: 'Ne', unsure: 'Není jisté' },
  sv: { yes: 'Ja', no: 'Nej', unsure: 'Osäkert' },
};

const en: Texts = {
  isAwake: 'Is the patient awake and responding to you?',
  breathesNormally: 'Is the patient breathing normally?',
  hasChestPain: 'Is there pain in the chest?',
  isPalePressedOrShortOfBreath:
    'Is there pressure in the chest, or is the patient pale, sweating or short of breath?',
  isOverThirtyFiveOrHeartPatient: 'Is the patient over 35, or known to have a heart disease?',
  speaksOnlySingleWords: 'Can the patient say only single words between breaths?',
  getsWorse: 'Is the breathing getting worse?',
  hasFaceArmOrSpeechSign: 'Is one side of the face drooping, an arm or leg weak, or the speech unclear?',
  beganWithinADay: 'Did it begin within the last 24 hours, or does nobody know when?',
  hadSignThatPassed: 'Was there such a sign that has passed by now?',
  isFullyHimselfAgain: 'Is the patient fully back to normal?',
  bleedsHeavily: 'Is there heavy bleeding that does not stop?',
  isHeadNeckChestOrBelly: 'Is the head, neck, chest or belly injured?',
  canMoveInjuredPart: 'Can the patient move the injured part?',
  isSomeoneTrappedOrThrownOut: 'Is anyone trapped, or thrown out of or off a vehicle?',
  isAnyoneHurt: 'Is anyone hurt or in pain?',
  fellFromOverThreeMetres: 'Did the patient fall from more than 3 metres?',
  isHeadHitOrCannotStand: 'Was the head hit, or is the patient unable to stand?',
  hasPain: 'Is the patient in pain?',
  isFaceOrAirwayBurnt: 'Is the face burnt, or is the patient hoarse or coughing from smoke?',
  isLargerThanHand: 'Is the burn larger than the patient’s hand?',
  stageOfBirth: 'How far has the birth come?',
  'stageOfBirth.bornOrHeadVisible': 'The baby is born or can be seen',
  'stageOfBirth.contractionsUnderFiveMinutes': 'Contractions less than 5 minutes apart',
  'stageOfBirth.heavyBleeding': 'Heavy bleeding',
  'stageOfBirth.earlyLabour': 'Contractions further apart',
  isBlueLimpOrGasping: 'Is the child blue, limp or struggling to breathe?',
  hasFitNow: 'Is the child having a fit now?',
  isUnderThreeMonths: 'Is the child younger than 3 months?',
  isHarmedOrHasWeapon: 'Is anyone hurt already, or is there a weapon?',
  threatensHarm: 'Does the patient threaten to harm themselves or others?',
  isDrowsyOrShortOfBreath: 'Is the patient drowsy, confused or short of breath?',
  tookWithinFourHours: 'Was it taken within the last 4 hours, or does nobody know when?',
  isPaleOrVomitsBlood: 'Is the patient pale and sweating, vomiting blood or passing black stool?',
  isPregnantOrPainUnbearable: 'Is the patient pregnant, or the pain unbearable?',
  lastsOverADay: 'Has it lasted for more than a day without getting worse?',
  isThroatTightOrShortOfBreath: 'Is the tongue or throat swelling, or is breathing hard?',
  hadSevereBefore: 'Has the patient had a severe allergic reaction before?',
  isConfusedOrStiffNeckOrSpots:
    'Is the patient confused, is the neck stiff, or are there dark spots that do not fade when pressed?',
  isFrailOrInfant: 'Is the patient a baby, pregnant, old and frail, or weakened by an illness?',
  needsCareOnTheWay: 'What care is needed on the way?',
  'needsCareOnTheWay.intensive': 'Intensive care: ventilator or several pumps',
  'needsCareOnTheWay.some': 'Some: oxygen, a drip or watching',
  'needsCareOnTheWay.none': 'None',
  sitsInWheelchair: 'Does the patient travel in a wheelchair?',
  isLifeInDanger: 'Do you fear for the patient’s life right now?',
  canWaitTwoHours: 'Can help wait for two hours?',
};

const bg: Texts = {
  isAwake: 'В съзнание ли е пациентът и реагира ли, като му говорите?',
  breathesNormally: 'Диша ли пациентът нормално?',
  hasChestPain: 'Има ли болка в гърдите?',
  isPalePressedOrShortOfBreath:
    'Има ли натиск в гърдите, или пациентът е блед, изпотен или не му стига въздух?',
  isOverThirtyFiveOrHeartPatient: 'Пациентът над 35 години ли е или със сърдечно заболяване?',
  speaksOnlySingleWords: 'Може ли пациентът да казва само по една дума между вдишванията?',
  getsWorse: 'Влошава ли се дишането?',
  hasFaceArmOrSpeechSign:
    'Увиснала ли е едната половина на лицето, слаби ли са ръка или крак, или говорът е неясен?',
  beganWithinADay: 'Започна ли през последните 24 часа, или никой не знае кога?',
  hadSignThatPassed: 'Имало ли е такъв признак, който вече е отминал?',
  isFullyHimselfAgain: 'Напълно ли се е съвзел пациентът?',
  bleedsHeavily: 'Има ли силно кървене, което не спира?',
  isHeadNeckChestOrBelly: 'Наранени ли са главата, вратът, гърдите или коремът?',
  canMoveInjuredPart: 'Може ли пациентът да движи наранената част?',
  isSomeoneTrappedOrThrownOut: 'Има ли затиснат човек или изхвърлен от превозно средство?',
  isAnyoneHurt: 'Има ли пострадал или някой, когото го боли?',
  fellFromOverThreeMetres: 'От повече от 3 метра ли падна пациентът?',
  isHeadHitOrCannotStand: 'Ударена ли е главата, или пациентът не може да стои прав?',
  hasPain: 'Боли ли нещо пациента?',
  isFaceOrAirwayBurnt: 'Изгорено ли е лицето, или пациентът е прегракнал или кашля от дим?',
  isLargerThanHand: 'По-голямо ли е изгарянето от дланта на пациента с пръстите?',
  stageOfBirth: 'Докъде е стигнало раждането?',
  'stageOfBirth.bornOrHeadVisible': 'Бебето е родено или се вижда',
  'stageOfBirth.contractionsUnderFiveMinutes': 'Контракции през по-малко от 5 минути',
  'stageOfBirth.heavyBleeding': 'Силно кървене',
  'stageOfBirth.earlyLabour': 'Контракции през по-дълго време',
  isBlueLimpOrGasping: 'Посиняло ли е детето, отпуснато ли е или се бори за въздух?',
  hasFitNow: 'Има ли детето гърч в момента?',
  isUnderThreeMonths: 'По-малко ли е детето от 3 месеца?',
  isHarmedOrHasWeapon: 'Има ли вече пострадал, или има оръжие?',
  threatensHarm: 'Заплашва ли пациентът да нарани себе си или други?',
  isDrowsyOrShortOfBreath: 'Сънлив ли е пациентът, объркан ли е или не му стига въздух?',
  tookWithinFourHours: 'През последните 4 часа ли е приетото, или никой не знае кога?',
  isPaleOrVomitsBlood: 'Блед и изпотен ли е пациентът, повръща ли кръв или има черни изпражнения?',
  isPregnantOrPainUnbearable: 'Бременна ли е пациентката, или болката е непоносима?',
  lastsOverADay: 'Продължава ли повече от ден, без да се влошава?',
  isThroatTightOrShortOfBreath: 'Подуват ли се езикът или гърлото, или се диша трудно?',
  hadSevereBefore: 'Имал ли е пациентът тежка алергична реакция преди?',
  isConfusedOrStiffNeckOrSpots:
    'Объркан ли е пациентът, схванат ли е вратът, или има тъмни петна, които не избледняват при натиск?',
  isFrailOrInfant: 'Бебе ли е пациентът, бременна жена, немощен възрастен или отслабен от болест?',
  needsCareOnTheWay: 'Какви грижи са нужни по пътя?',
  'needsCareOnTheWay.intensive': 'Интензивни: апаратно дишане или няколко помпи',
  'needsCareOnTheWay.some': 'Някои: кислород, система или наблюдение',
  'needsCareOnTheWay.none': 'Никакви',
  sitsInWheelchair: 'В инвалидна количка ли пътува пациентът?',
  isLifeInDanger: 'Страхувате ли се за живота на пациента в момента?',
  canWaitTwoHours: 'Може ли помощта да почака два часа?',
};

const cs: Texts = {
  isAwake: 'Je pacient při vědomí a reaguje na vás?',
  breathesNormally: 'Dýchá pacient normálně?',
  hasChestPain: 'Bolí pacienta na hrudi?',
  isPalePressedOrShortOfBreath: 'Cítí tlak na hrudi, nebo je pacient bledý, zpocený či dušný?',
  isOverThirtyFiveOrHeartPatient: 'Je pacientovi přes 35 let, nebo se léčí se srdcem?',
  speaksOnlySingleWords: 'Řekne pacient mezi nádechy jen jednotlivá slova?',
  getsWorse: 'Zhoršuje se dýchání?',
  hasFaceArmOrSpeechSign: 'Klesá půlka obličeje, je slabá ruka nebo noha, nebo je řeč nesrozumitelná?',
  beganWithinADay: 'Začalo to v posledních 24 hodinách, nebo nikdo neví kdy?',
  hadSignThatPassed: 'Byl tam takový příznak, který už odezněl?',
  isFullyHimselfAgain: 'Je pacient už zcela v pořádku jako předtím?',
  bleedsHeavily: 'Krvácí někdo silně a nepřestává to?',
  isHeadNeckChestOrBelly: 'Je poraněná hlava, krk, hrudník nebo břicho?',
  canMoveInjuredPart: 'Může pacient poraněnou částí hýbat?',
  isSomeoneTrappedOrThrownOut: 'Je někdo zaklíněný nebo vymrštěný z vozidla?',
  isAnyoneHurt: 'Je někdo zraněný nebo ho něco bolí?',
  fellFromOverThreeMetres: 'Spadl pacient z více než 3 metrů?',
  isHeadHitOrCannotStand: 'Uhodil se do hlavy, nebo se nemůže postavit?',
  hasPain: 'Má pacient bolesti?',
  isFaceOrAirwayBurnt: 'Je popálený obličej, nebo pacient chraptí či kašle od kouře?',
  isLargerThanHand: 'Je popálenina větší než pacientova ruka?',
  stageOfBirth: 'Jak daleko je porod?',
  'stageOfBirth.bornOrHeadVisible': 'Dítě je na světě nebo je vidět',
  'stageOfBirth.contractionsUnderFiveMinutes': 'Stahy po méně než 5 minutách',
  'stageOfBirth.heavyBleeding': 'Silné krvácení',
  'stageOfBirth.earlyLabour': 'Stahy po delší době',
  isBlueLimpOrGasping: 'Je dítě modré, bezvládné nebo lapá po dechu?',
  hasFitNow: 'Má dítě právě křeče?',
  isUnderThreeMonths: 'Je dítě mladší než 3 měsíce?',
  isHarmedOrHasWeapon: 'Je už někdo zraněný, nebo je na místě zbraň?',
  threatensHarm: 'Vyhrožuje pacient, že ublíží sobě nebo jiným?',
  isDrowsyOrShortOfBreath: 'Je pacient spavý, zmatený nebo dušný?',
  tookWithinFourHours: 'Vzal si to v posledních 4 hodinách, nebo nikdo neví kdy?',
  isPaleOrVomitsBlood: 'Je pacient bledý a zpocený, zvrací krev nebo má černou stolici?',
  isPregnantOrPainUnbearable: 'Je pacientka těhotná, nebo je bolest nesnesitelná?',
  lastsOverADay: 'Trvá to déle než den a nezhoršuje se to?',
  isThroatTightOrShortOfBreath: 'Otéká jazyk nebo krk, nebo se těžko dýchá?',
  hadSevereBefore: 'Měl už pacient někdy těžkou alergickou reakci?',
  isConfusedOrStiffNeckOrSpots:
    'Je pacient zmatený, má ztuhlou šíji, nebo tmavé skvrny, které po stlačení neblednou?',
  isFrailOrInfant: 'Je to kojenec, těhotná žena, křehký senior nebo člověk oslabený nemocí?',
  needsCareOnTheWay: 'Jaká péče je cestou potřeba?',
  'needsCareOnTheWay.intensive': 'Intenzivní: ventilátor nebo více pump',
  'needsCareOnTheWay.some': 'Nějaká: kyslík, infuze nebo sledování',
  'needsCareOnTheWay.none': 'Žádná',
  sitsInWheelchair: 'Jede pacient na vozíku?',
  isLifeInDanger: 'Máte teď obavu o pacientův život?',
  canWaitTwoHours: 'Může pomoc dvě hodiny počkat?',
};

const sv: Texts = {
  isAwake: 'Är patienten vaken och reagerar på dig?',
  breathesNormally: 'Andas patienten normalt?',
  hasChestPain: 'Har patienten ont i bröstet?',
  isPalePressedOrShortOfBreath: 'Trycker det i bröstet, eller är patienten blek, svettig eller andfådd?',
  isOverThirtyFiveOrHeartPatient: 'Är patienten över 35 år eller hjärtsjuk?',
  speaksOnlySingleWords: 'Kan patienten bara säga enstaka ord mellan andetagen?',
  getsWorse: 'Blir andningen sämre?',
  hasFaceArmOrSpeechSign:
    'Hänger ena sidan av ansiktet, är en arm eller ett ben svagt, eller är talet otydligt?',
  beganWithinADay: 'Började det det senaste dygnet, eller vet ingen när?',
  hadSignThatPassed: 'Fanns ett sådant tecken som nu har gått över?',
  isFullyHimselfAgain: 'Är patienten helt som vanligt igen?',
  bleedsHeavily: 'Blöder någon kraftigt utan att det slutar?',
  isHeadNeckChestOrBelly: 'Är huvudet, nacken, bröstet eller magen skadad?',
  canMoveInjuredPart: 'Kan patienten röra den skadade delen?',
  isSomeoneTrappedOrThrownOut: 'Sitter någon fast, eller har någon kastats ur eller av ett fordon?',
  isAnyoneHurt: 'Är någon skadad eller har ont?',
  fellFromOverThreeMetres: 'Föll patienten mer än 3 meter?',
  isHeadHitOrCannotStand: 'Slog patienten i huvudet, eller kan inte stå?',
  hasPain: 'Har patienten ont?',
  isFaceOrAirwayBurnt: 'Är ansiktet bränt, eller är patienten hes eller hostar av rök?',
  isLargerThanHand: 'Är brännskadan större än patientens hand?',
  stageOfBirth: 'Hur långt har förlossningen kommit?',
  'stageOfBirth.bornOrHeadVisible': 'Barnet är fött eller syns',
  'stageOfBirth.contractionsUnderFiveMinutes': 'Värkar med mindre än 5 minuters mellanrum',
  'stageOfBirth.heavyBleeding': 'Kraftig blödning',
  'stageOfBirth.earlyLabour': 'Värkar med längre mellanrum',
  isBlueLimpOrGasping: 'Är barnet blått, slappt eller kippar efter luft?',
  hasFitNow: 'Krampar barnet just nu?',
  isUnderThreeMonths: 'Är barnet yngre än 3 månader?',
  isHarmedOrHasWeapon: 'Är någon redan skadad, eller finns det ett vapen?',
  threatensHarm: 'Hotar patienten att skada sig själv eller andra?',
  isDrowsyOrShortOfBreath: 'Är patienten slö, förvirrad eller andfådd?',
  tookWithinFourHours: 'Togs det de senaste 4 timmarna, eller vet ingen när?',
  isPaleOrVomitsBlood: 'Är patienten blek och svettig, kräks blod eller har svart avföring?',
  isPregnantOrPainUnbearable: 'Är patienten gravid, eller är smärtan outhärdlig?',
  lastsOverADay: 'Har det varat mer än ett dygn utan att bli värre?',
  isThroatTightOrShortOfBreath: 'Svullnar tungan eller halsen, eller är det svårt att andas?',
  hadSevereBefore: 'Har patienten haft en svår allergisk reaktion förut?',
  isConfusedOrStiffNeckOrSpots:
    'Är patienten förvirrad, är nacken stel, eller finns mörka prickar som inte bleknar vid tryck?',
  isFrailOrInfant: 'Är patienten spädbarn, gravid, gammal och skör eller försvagad av sjukdom?',
  needsCareOnTheWay: 'Vilken vård behövs på vägen?',
  'needsCareOnTheWay.intensive': 'Intensivvård: respirator eller flera pumpar',
  'needsCareOnTheWay.some': 'Viss: syrgas, dropp eller övervakning',
  'needsCareOnTheWay.none': 'Ingen',
  sitsInWheelchair: 'Åker patienten i rullstol?',
  isLifeInDanger: 'Är du rädd för patientens liv just nu?',
  canWaitTwoHours: 'Kan hjälpen vänta i två timmar?',
};

/** Words for every question of the presets; answers that are not listed are the common ones. */
export const TRIAGE_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

type TextsOfTree = Pick<TriageTree, 'texts'>;

const own = (texts: Texts | undefined, key: string): string | undefined =>
  texts && Object.hasOwn(texts, key) && texts[key]!.trim() !== '' ? texts[key] : undefined;

/** The words in exactly this language: the tree's own before the built-in ones. */
function findText(tree: TextsOfTree, language: Language, key: string): string | undefined {
  const answer = key.split('.')[1];
  return (
    own(tree.texts?.[language], key) ??
    own(TRIAGE_TEXTS[language], key) ??
    (answer === undefined ? undefined : own(COMMON_ANSWERS[language], answer))
  );
}

/**
 * What a question (or one of its answers) is called on a screen: in the language asked for, else in the first of our
 * languages that has words for it, else its bare name, so that no question is ever blank.
 */
export function triageText(tree: TextsOfTree, language: Language, question: string, answer?: string): string {
  const key = answer === undefined ? question : answerTextKey(question, answer);
  return (
    [language, ...LANGUAGES].map((one) => findText(tree, one, key)).find((text) => text !== undefined) ??
    answer ??
    question
  );
}

/**
 * Questions and answers of a tree without words in a language that the region works in. A region none of whose languages
 * the screens speak works in English.
 */
export function checkTriageTexts(tree: TriageTree, regionLanguages: readonly string[]): FieldFault[] {
  const spoken = LANGUAGES.filter((language) =>
    regionLanguages.some((tag) => tag.slice(0, 2).toLowerCase() === language),
  );
  const needed: readonly Language[] = spoken.length > 0 ? spoken : ['en'];
  return listTextKeys(tree).flatMap((key): FieldFault[] => {
    const without = needed.filter((language) => findText(tree, language, key) === undefined);
    return without.length === 0
      ? []
      : [{ path: 'texts', fault: 'withoutText', details: { value: key, languages: without.join(', ') } }];
  });
}
