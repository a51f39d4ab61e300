/** Accessibility of a rendered part, by axe; colours and page-level rules are checked in the browser tests. */
import axe from 'axe-core';
import { expect } from 'vitest';

const PAGE_RULES = { 'color-contrast': { enabled: false }, region: { enabled: false } };

export async function expectNoViolations(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: PAGE_RULES });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
