/**
 * A text that is the same for two ways of writing one address: without regard to case, the domain as the DNS knows it
 * (RFC 5891), so that `jo@exämple.com` and `Jo@xn--exmple-cua.com` are one mailbox. Not for sending: mail goes to the
 * address as it was given.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  return `${address.slice(0, at).toLowerCase()}@${asciiDomain(domain)}`;
}

function asciiDomain(domain: string): string {
  const isAscii = /^[a-z0-9.-]*$/.test(domain);
  return !isAscii && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}
