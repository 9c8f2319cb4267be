import type { ManeuverTexts } from './say.ts';

/** Without a name, and with one. */
export const en: ManeuverTexts = {
  depart: ['Set off', 'Set off along {street}'],
  continue: ['Go straight on', 'Go straight on along {street}'],
  slightRight: ['Bear right', 'Bear right into {street}'],
  right: ['Turn right', 'Turn right into {street}'],
  sharpRight: ['Turn sharp right', 'Turn sharp right into {street}'],
  uTurnRight: ['Make a U-turn to the right', 'Make a U-turn to the right into {street}'],
  uTurnLeft: ['Make a U-turn to the left', 'Make a U-turn to the left into {street}'],
  sharpLeft: ['Turn sharp left', 'Turn sharp left into {street}'],
  left: ['Turn left', 'Turn left into {street}'],
  slightLeft: ['Bear left', 'Bear left into {street}'],
  keepRight: ['Keep right', 'Keep right along {street}'],
  keepStraight: ['Keep straight on', 'Keep straight on along {street}'],
  keepLeft: ['Keep left', 'Keep left along {street}'],
  rampRight: ['Take the slip road on the right', 'Take the slip road on the right to {street}'],
  rampStraight: ['Take the slip road straight on', 'Take the slip road straight on to {street}'],
  rampLeft: ['Take the slip road on the left', 'Take the slip road on the left to {street}'],
  exitRight: ['Take the exit on the right', 'Take the exit on the right to {street}'],
  exitLeft: ['Take the exit on the left', 'Take the exit on the left to {street}'],
  merge: ['Merge', 'Merge onto {street}'],
  enterRoundabout: ['Enter the roundabout', 'Enter the roundabout towards {street}'],
  exitRoundabout: ['Leave the roundabout', 'Leave the roundabout into {street}'],
  enterFerry: ['Board the ferry', 'Board the ferry {street}'],
  leaveFerry: ['Leave the ferry', 'Leave the ferry along {street}'],
  arrive: ['You are there', 'You are there'],
};
