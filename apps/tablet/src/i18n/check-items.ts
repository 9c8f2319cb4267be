/** The name of an item of a vehicle's check list. */
export const checkItemText = (key: string): string => key;
