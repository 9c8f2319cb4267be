import type { ManeuverTexts } from './say.ts';

/** Without a name, and with one. */
export const sv: ManeuverTexts = {
  depart: ['Kör i väg', 'Kör i väg längs {street}'],
  continue: ['Kör rakt fram', 'Kör rakt fram längs {street}'],
  slightRight: ['Håll åt höger', 'Håll åt höger in på {street}'],
  right: ['Sväng höger', 'Sväng höger in på {street}'],
  sharpRight: ['Sväng skarpt höger', 'Sväng skarpt höger in på {street}'],
  uTurnRight: ['Gör en U-sväng åt höger', 'Gör en U-sväng åt höger in på {street}'],
  uTurnLeft: ['Gör en U-sväng åt vänster', 'Gör en U-sväng åt vänster in på {street}'],
  sharpLeft: ['Sväng skarpt vänster', 'Sväng skarpt vänster in på {street}'],
  left: ['Sväng vänster', 'Sväng vänster in på {street}'],
  slightLeft: ['Håll åt vänster', 'Håll åt vänster in på {street}'],
  keepRight: ['Håll höger', 'Håll höger längs {street}'],
  keepStraight: ['Håll rakt fram', 'Håll rakt fram längs {street}'],
  keepLeft: ['Håll vänster', 'Håll vänster längs {street}'],
  rampRight: ['Ta rampen till höger', 'Ta rampen till höger mot {street}'],
  rampStraight: ['Ta rampen rakt fram', 'Ta rampen rakt fram mot {street}'],
  rampLeft: ['Ta rampen till vänster', 'Ta rampen till vänster mot {street}'],
  exitRight: ['Ta avfarten till höger', 'Ta avfarten till höger mot {street}'],
  exitLeft: ['Ta avfarten till vänster', 'Ta avfarten till vänster mot {street}'],
  merge: ['Kör in i körfältet', 'Kör in på {street}'],
  enterRoundabout: ['Kör in i rondellen', 'Kör in i rondellen mot {street}'],
  exitRoundabout: ['Lämna rondellen', 'Lämna rondellen in på {street}'],
  enterFerry: ['Kör ombord på färjan', 'Kör ombord på färjan {street}'],
  leaveFerry: ['Kör av färjan', 'Kör av färjan in på {street}'],
  arrive: ['Du är framme', 'Du är framme'],
};
