/** In place of a native module: ends this process when the one that started it is gone. */
const GONE = 87;

exports.start = (parent) => {
  const watch = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(GONE);
    }
  }, 2000);
  watch.unref();
};

exports.exit = (code = 0) => process.exit(code);
