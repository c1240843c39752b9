/** In place of a native module: a logger with the same interface that appends to a file. */
const { appendFileSync } = require("node:fs");
const { mkdir } = require("node:fs/promises");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.level = LEVELS.indexOf("info");
    this.plain = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    if (level < this.level) return;
    appendFileSync(this.file, this.plain ? message : `${new Date().toISOString()} [${name}] ${message}\n`);
  };
});

async function create(kind, name, file) {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger(kind, name, file);
}

// One by one: the names of an object literal are not seen by an importing ES module.
exports.version = 1;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = (...args) => create("rotating", ...args);
exports.createAsyncRotatingLogger = (...args) => create("rotating", ...args);
