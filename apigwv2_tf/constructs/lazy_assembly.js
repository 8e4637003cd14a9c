"use strict";
// Runs in jsii's Node.js process before the provider's package is loaded there, and has the index
// of that package load each of its two thousand modules when it is first used.
const { prototype } = require("module");

const INDEX = /[\\/]@cdktf[\\/]provider-aws[\\/]lib[\\/]index\.js$/;
const EXPORT = /^exports\.(\w+) = require\(("\.\/[\w-]+")\);$/gm;
const WHEN_USED = "_whenUsed('$1', () => require($2));";
const DEFINITION = `
function _whenUsed(name, load) {
  Object.defineProperty(exports, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = load();
      Object.defineProperty(exports, name, { value, writable: true });
      return value;
    },
  });
}
`;
const compile = prototype._compile;

prototype._compile = function (content, filename, ...rest) {
  if (!INDEX.test(filename)) return compile.call(this, content, filename, ...rest);
  prototype._compile = compile;
  return compile.call(this, content.replace(EXPORT, WHEN_USED) + DEFINITION, filename, ...rest);
};
