/**
 * The domains that RFC 2606 (section 3) keeps for documentation. They exist, and are not ours or our reader's: what is
 * sent there leaves the house and reaches nobody whom it is for.
 */
const documentationDomains = ['example.com', 'example.net', 'example.org'];

/** Whether an e-mail address was written down as an example, such as owner@example.com: in any case, also of a subdomain. */
export function isPlaceholderAddress(address: string): boolean {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '');
  return documentationDomains.some((each) => domain === each || domain.endsWith(`.${each}`));
}
