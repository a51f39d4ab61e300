import { describe, expect, it } from 'vitest';
import { routes } from '$lib/router/routes';
import { chapters, helpFor, HOW_IT_WORKS } from '../../src/shell/help';

describe('helpFor', () => {
  it('has a chapter for every screen of the team, and no other', () => {
    const ofTheTeam = routes.map(({ pattern }) => pattern).filter((pattern) => pattern.startsWith('/accueil'));
    expect(Object.keys(chapters).sort()).toEqual(ofTheTeam.sort());
  });

  it('leads from a booking of the day to its own chapter', () => {
    expect(helpFor('/accueil/jour/01890a5d-ac96-774b-bcce-b302099a8057')).toBe('/aide/accueil/#une-reservation');
  });

  it('leads from a page of the public to what the public reads', () => {
    expect(helpFor('/reserver')).toBe(HOW_IT_WORKS);
  });
});
