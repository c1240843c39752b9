/** In place of a native module: tests have no device to tell apart. */
exports.getDeviceId = () => Promise.resolve("00000000-0000-0000-0000-000000000000");
