/** A key that names one attempt to reserve, so that sending it twice counts once (plain HTTP has no randomUUID). */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
