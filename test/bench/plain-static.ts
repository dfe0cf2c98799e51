import express from 'express';

// A child process that serves one folder and does nothing else: what a package's files would cost anywhere.
// Reads the folder from its arguments, tells its port to its parent.

const [folder = '.'] = process.argv.slice(2);
const app = express()
  .disable('x-powered-by')
  .use(express.static(folder, { immutable: true, maxAge: '365d' }));
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
