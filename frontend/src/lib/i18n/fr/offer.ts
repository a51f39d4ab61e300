/** Words of the offer screens. */

export const offer = {};
