/** Makes `import sql from './x.sql'` a string, as the bundler does. */
module.exports = {
  process: (text) => ({ code: `export default ${JSON.stringify(text)};` }),
};
