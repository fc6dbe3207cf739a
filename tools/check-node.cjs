// Runs before `npm start` and `npm test`, on whatever Node there is: syntax that Node 6 can read.
'use strict';

var needed = '24.7';
var found = process.versions.node;

var numbers = function (version) {
  return version.split('.').map(Number);
};
var isOlder = function (one, other) {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
};

if (isOlder(numbers(found), numbers(needed))) {
  console.error(
    'Astrocal needs Node.js ' +
      needed +
      ' or newer, and this is ' +
      found +
      '.\n' +
      'On Linux and Windows `npm ci` brings its own: run that first (without --omit=optional), then ' +
      'start through npm: `npm start`, `npm test`.\n' +
      'Anywhere else install Node.js ' +
      needed +
      ' from https://nodejs.org, or with `nvm install ' +
      needed +
      '`.',
  );
  process.exit(1);
}
