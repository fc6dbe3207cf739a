/** What breaks out of careless pages: each would set `window.__xss`. */
export const hostileWords: readonly string[] = [
  '<script>window.__xss=1</script>',
  '</script><script>window.__xss=1</script>',
  '"><script>window.__xss=1</script>',
  "'><script>window.__xss=1</script>",
  '<img src=x onerror=window.__xss=1>',
  '"><img src=x onerror="window.__xss=1">',
  "'><img src=x onerror='window.__xss=1'>",
  '<svg onload=window.__xss=1>',
  '<svg><script>window.__xss=1</script></svg>',
  '<svg><animate onbegin=window.__xss=1 attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>',
  '<iframe src="javascript:parent.__xss=1"></iframe>',
  '<details open ontoggle=window.__xss=1>',
  '<input autofocus onfocus=window.__xss=1>',
  '<video><source onerror=window.__xss=1></video>',
  '<math><mi xlink:href="javascript:window.__xss=1">x</mi></math>',
  '<object data="javascript:parent.__xss=1"></object>',
  '" autofocus onfocus="window.__xss=1',
  "' autofocus onfocus='window.__xss=1",
  '</title><img src=x onerror=window.__xss=1>',
  '</textarea><img src=x onerror=window.__xss=1>',
  '</style><img src=x onerror=window.__xss=1>',
  '</noscript><img src=x onerror=window.__xss=1>',
  '--><img src=x onerror=window.__xss=1>',
  ']]><img src=x onerror=window.__xss=1>',
  '&lt;img src=x onerror=window.__xss=1&gt;',
  '{{constructor.constructor("window.__xss=1")()}}',
  'javascript:window.__xss=1',
  'https://x.example/"onmouseover="window.__xss=1',
];

/** In groups that fit a field of so many characters; an address stands alone, or it would be none. */
export function groupsOf(words: readonly string[], most: number): readonly string[] {
  const isAddress = (text: string) => /^[a-z]+:/.test(text);
  const groups: string[] = [];
  for (const one of words) {
    const last = groups.at(-1);
    const joins = last !== undefined && !isAddress(last) && !isAddress(one);
    if (joins && last.length + 1 + one.length <= most) groups[groups.length - 1] = `${last} ${one}`;
    else groups.push(one);
  }
  return groups;
}
