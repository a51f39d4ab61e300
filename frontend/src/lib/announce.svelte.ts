/** What is said to screen readers when a part of the page changes. */
let said = $state('');

export const announced = (): string => said;

export function announce(message: string): void {
  said = message;
}
