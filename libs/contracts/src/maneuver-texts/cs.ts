import type { ManeuverTexts } from './say.ts';

/** Without a name, and with one. */
export const cs: ManeuverTexts = {
  depart: ['Vyjeďte', 'Vyjeďte ulicí {street}'],
  continue: ['Jeďte rovně', 'Jeďte rovně ulicí {street}'],
  slightRight: ['Odbočte mírně vpravo', 'Odbočte mírně vpravo na {street}'],
  right: ['Odbočte vpravo', 'Odbočte vpravo na {street}'],
  sharpRight: ['Odbočte ostře vpravo', 'Odbočte ostře vpravo na {street}'],
  uTurnRight: ['Otočte se vpravo do protisměru', 'Otočte se vpravo do protisměru na {street}'],
  uTurnLeft: ['Otočte se vlevo do protisměru', 'Otočte se vlevo do protisměru na {street}'],
  sharpLeft: ['Odbočte ostře vlevo', 'Odbočte ostře vlevo na {street}'],
  left: ['Odbočte vlevo', 'Odbočte vlevo na {street}'],
  slightLeft: ['Odbočte mírně vlevo', 'Odbočte mírně vlevo na {street}'],
  keepRight: ['Držte se vpravo', 'Držte se vpravo na {street}'],
  keepStraight: ['Držte se uprostřed', 'Držte se uprostřed na {street}'],
  keepLeft: ['Držte se vlevo', 'Držte se vlevo na {street}'],
  rampRight: ['Najeďte na rampu vpravo', 'Najeďte na rampu vpravo na {street}'],
  rampStraight: ['Najeďte rovně na rampu', 'Najeďte rovně na rampu na {street}'],
  rampLeft: ['Najeďte na rampu vlevo', 'Najeďte na rampu vlevo na {street}'],
  exitRight: ['Sjeďte výjezdem vpravo', 'Sjeďte výjezdem vpravo na {street}'],
  exitLeft: ['Sjeďte výjezdem vlevo', 'Sjeďte výjezdem vlevo na {street}'],
  merge: ['Zařaďte se do pruhu', 'Zařaďte se na {street}'],
  enterRoundabout: ['Vjeďte na kruhový objezd', 'Vjeďte na kruhový objezd směr {street}'],
  exitRoundabout: ['Opusťte kruhový objezd', 'Opusťte kruhový objezd na {street}'],
  enterFerry: ['Najeďte na trajekt', 'Najeďte na trajekt {street}'],
  leaveFerry: ['Vyjeďte z trajektu', 'Vyjeďte z trajektu na {street}'],
  arrive: ['Jste na místě', 'Jste na místě'],
};
