// Whether a port is free, and what holds it where the system tells.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

function canListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error =>
      // A host that this machine does not have (no IPv6) holds nothing.
      resolve(error.code !== 'EADDRINUSE'),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Whether nothing listens on the port, on loopback or on all interfaces. */
export async function isPortFree(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** What listens on the port, such as `node (process 4711)`; undefined where the system does not tell. */
export function portHolder(port) {
  const lsof = spawnSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
    { encoding: 'utf8' },
  );
  const [, pid, name] = /^p(\d+)\nc(.+)$/m.exec(lsof.stdout ?? '') ?? [];
  if (pid) return `${name} (process ${pid})`;

  const ss = spawnSync('ss', ['-ltnpH', `sport = :${port}`], {
    encoding: 'utf8',
  });
  const [, ssName, ssPid] =
    /users:\(\("([^"]+)",pid=(\d+)/.exec(ss.stdout ?? '') ?? [];
  return ssPid ? `${ssName} (process ${ssPid})` : undefined;
}
