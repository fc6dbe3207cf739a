import { buildPackage, type PublishedPackage, publishedPackages } from './build-package.ts';

// Builds the packages that are published, each into its dist: npm run build:packages [-- sdk react widget mcp-server]
const asked = process.argv.slice(2);
const isPublished = (name: string): name is PublishedPackage =>
  (publishedPackages as readonly string[]).includes(name);

const unknown = asked.find((name) => !isPublished(name));
if (unknown !== undefined) {
  console.error(`No package "${unknown}" is published; these are: ${publishedPackages.join(', ')}.`);
  process.exit(1);
}
for (const name of publishedPackages) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  await buildPackage(name);
  console.log(`✔ packages/${name}/dist`);
}
