/** Words of the reserve screens. */

export const reserve = {};
