/** Whether there is room to have everything unfolded: on a phone the list comes first. */
export const isRoomy = (): boolean => !window.matchMedia('(max-width: 640px)').matches;
