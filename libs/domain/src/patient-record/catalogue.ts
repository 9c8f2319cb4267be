/** What is entered with one tap. The words are the screens'; free words may stand beside or instead of a code. */
export const RECORD_PROBLEMS = [
  'cardiacArrest',
  'chestPain',
  'strokeSuspected',
  'breathlessness',
  'unconscious',
  'seizure',
  'trauma',
  'polytrauma',
  'burn',
  'poisoning',
  'allergicReaction',
  'hypoglycaemia',
  'abdominalPain',
  'bleeding',
  'birth',
  'sepsisSuspected',
  'mentalCrisis',
  'fall',
  'unwell',
] as const;
export type RecordProblem = (typeof RECORD_PROBLEMS)[number];

export const RECORD_FINDINGS = [
  'airwayClear',
  'airwayObstructed',
  'breathSoundsEqual',
  'wheeze',
  'crackles',
  'stridor',
  'cyanosis',
  'pale',
  'sweating',
  'radialPulseAbsent',
  'slowCapillaryRefill',
  'majorBleeding',
  'ecgNormal',
  'stElevation',
  'atrialFibrillation',
  'faceDroop',
  'armWeakness',
  'speechDisturbed',
  'neckPain',
  'chestWound',
  'abdomenGuarded',
  'pelvisUnstable',
  'longBoneFracture',
  'openFracture',
  'headWound',
  'burnPartialThickness',
  'burnFullThickness',
  'rash',
  'oedema',
  'pregnant',
] as const;
export type RecordFinding = (typeof RECORD_FINDINGS)[number];

export const RECORD_PROCEDURES = [
  'cpr',
  'defibrillation',
  'airwayOpened',
  'suction',
  'supraglotticAirway',
  'intubation',
  'bagMaskVentilation',
  'cpap',
  'ecg12Lead',
  'monitoring',
  'peripheralLine',
  'intraosseousLine',
  'tourniquet',
  'pressureDressing',
  'pelvicBinder',
  'cervicalCollar',
  'vacuumMattress',
  'splint',
  'chestDecompression',
  'burnDressing',
  'warming',
  'birthAssisted',
  'transcutaneousPacing',
  'cardioversion',
] as const;
export type RecordProcedure = (typeof RECORD_PROCEDURES)[number];

/** Units of doses as UCUM writes them (ucum.org). */
export const DOSE_UNITS = ['mg', 'ug', 'g', 'mL', 'L/min', '[iU]', 'mmol', '{puff}'] as const;
export type DoseUnit = (typeof DOSE_UNITS)[number];

export const DRUG_ROUTES = [
  'intravenous',
  'intraosseous',
  'intramuscular',
  'subcutaneous',
  'oral',
  'sublingual',
  'intranasal',
  'inhaled',
  'rectal',
  'buccal',
] as const;
export type DrugRoute = (typeof DRUG_ROUTES)[number];

export interface DrugPreset {
  /** Anatomical Therapeutic Chemical code (WHO Collaborating Centre for Drug Statistics Methodology). */
  readonly atc: string;
  readonly dose: number;
  readonly unit: DoseUnit;
  readonly route: DrugRoute;
}

/**
 * What one tap enters; a service puts its own list in its place. The dose is a first guess for an adult that the crew sees
 * and changes before it stands in the record, no advice on treatment.
 */
export const DRUG_PRESETS = {
  oxygen: { atc: 'V03AN01', dose: 15, unit: 'L/min', route: 'inhaled' },
  adrenaline: { atc: 'C01CA24', dose: 1, unit: 'mg', route: 'intravenous' },
  amiodarone: { atc: 'C01BD01', dose: 300, unit: 'mg', route: 'intravenous' },
  atropine: { atc: 'A03BA01', dose: 0.5, unit: 'mg', route: 'intravenous' },
  adenosine: { atc: 'C01EB10', dose: 6, unit: 'mg', route: 'intravenous' },
  acetylsalicylicAcid: { atc: 'B01AC06', dose: 300, unit: 'mg', route: 'oral' },
  heparin: { atc: 'B01AB01', dose: 5000, unit: '[iU]', route: 'intravenous' },
  glycerylTrinitrate: { atc: 'C01DA02', dose: 0.4, unit: 'mg', route: 'sublingual' },
  morphine: { atc: 'N02AA01', dose: 5, unit: 'mg', route: 'intravenous' },
  fentanyl: { atc: 'N02AB03', dose: 50, unit: 'ug', route: 'intravenous' },
  ketamine: { atc: 'N01AX03', dose: 25, unit: 'mg', route: 'intravenous' },
  paracetamol: { atc: 'N02BE01', dose: 1, unit: 'g', route: 'intravenous' },
  metamizole: { atc: 'N02BB02', dose: 1, unit: 'g', route: 'intravenous' },
  midazolam: { atc: 'N05CD08', dose: 5, unit: 'mg', route: 'intravenous' },
  diazepam: { atc: 'N05BA01', dose: 10, unit: 'mg', route: 'intravenous' },
  propofol: { atc: 'N01AX10', dose: 100, unit: 'mg', route: 'intravenous' },
  naloxone: { atc: 'V03AB15', dose: 0.4, unit: 'mg', route: 'intravenous' },
  salbutamol: { atc: 'R03AC02', dose: 5, unit: 'mg', route: 'inhaled' },
  ipratropium: { atc: 'R03BB01', dose: 0.5, unit: 'mg', route: 'inhaled' },
  hydrocortisone: { atc: 'H02AB09', dose: 200, unit: 'mg', route: 'intravenous' },
  furosemide: { atc: 'C03CA01', dose: 40, unit: 'mg', route: 'intravenous' },
  ondansetron: { atc: 'A04AA01', dose: 4, unit: 'mg', route: 'intravenous' },
  tranexamicAcid: { atc: 'B02AA02', dose: 1, unit: 'g', route: 'intravenous' },
  glucose: { atc: 'B05BA03', dose: 10, unit: 'g', route: 'intravenous' },
  glucagon: { atc: 'H04AA01', dose: 1, unit: 'mg', route: 'intramuscular' },
  saline: { atc: 'B05BB01', dose: 250, unit: 'mL', route: 'intravenous' },
} as const satisfies Readonly<Record<string, DrugPreset>>;
export type DrugCode = keyof typeof DRUG_PRESETS;
export const DRUG_CODES = Object.keys(DRUG_PRESETS) as readonly DrugCode[];

export const RECORD_ALLERGIES = [
  'penicillin',
  'nsaid',
  'opioids',
  'latex',
  'iodine',
  'nuts',
  'insects',
] as const;
export type RecordAllergy = (typeof RECORD_ALLERGIES)[number];

export const RECORD_CONDITIONS = [
  'hypertension',
  'coronaryDisease',
  'heartFailure',
  'arrhythmia',
  'diabetes',
  'asthma',
  'copd',
  'stroke',
  'epilepsy',
  'kidneyDisease',
  'cancer',
  'dementia',
  'mentalIllness',
  'anticoagulated',
  'pregnancy',
] as const;
export type RecordCondition = (typeof RECORD_CONDITIONS)[number];
