/** A telephone number as a link that dials it, however it was written. */
export const dialling = (telephone: string): string => `tel:${telephone.replace(/[^+\d]/g, '')}`;
