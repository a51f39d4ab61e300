/** Words of the mine screens. */

export const mine = {};
