/** `primaryColor` as attributes, variables and events write it: `primary-color`. */
export const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
