import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unzipSync } from 'fflate';

// A foreign LMS reduced to the least: a page that offers `window.API` (SCORM 1.2) and keeps what it is given in
// localStorage, and the package's files beside it. It shares nothing with our own server or shell.

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A plain LMS</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head><body>
<script>
  const sco = new URLSearchParams(location.search).get('sco');
  const kept = JSON.parse(localStorage.getItem(sco) || '{}');
  const now = { ...kept };
  const defaults = { 'cmi.core.student_id': 'u1', 'cmi.core.student_name': 'Okoye, Ada', 'cmi.core.credit': 'credit', 'cmi.core.lesson_mode': 'normal',
    'cmi.core.total_time': '0000:00:00', 'cmi.launch_data': '', 'cmi.core._children': 'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time' };
  window.calls = [];
  let error = '0', running = false;
  const count = (name) => new Set(Object.keys(now).filter((key) => key.startsWith('cmi.' + name + '.')).map((key) => key.split('.')[2])).size;
  const read = (name) => {
    if (name === 'cmi.core.entry') return Object.keys(kept).length ? 'resume' : 'ab-initio';
    if (name === 'cmi.core.lesson_status') return now[name] || 'not attempted';
    if (name === 'cmi.interactions._count') return String(count('interactions'));
    if (name === 'cmi.objectives._count') return String(count('objectives'));
    return now[name] ?? defaults[name] ?? '';
  };
  const note = (call, args, answer) => { window.calls.push([call, ...args, answer]); return answer; };
  window.API = {
    LMSInitialize: (a) => { running = true; error = '0'; return note('LMSInitialize', [a], 'true'); },
    LMSFinish: (a) => { localStorage.setItem(sco, JSON.stringify(now)); running = false; return note('LMSFinish', [a], 'true'); },
    LMSGetValue: (name) => { error = running ? '0' : '301'; return note('LMSGetValue', [name], running ? read(name) : ''); },
    LMSSetValue: (name, value) => {
      if (name === 'cmi.suspend_data' && String(value).length > 4096) { error = '405'; return note('LMSSetValue', [name, value], 'false'); }
      error = '0'; now[name] = String(value); return note('LMSSetValue', [name, value], 'true');
    },
    LMSCommit: (a) => { localStorage.setItem(sco, JSON.stringify(now)); return note('LMSCommit', [a], 'true'); },
    LMSGetLastError: () => error, LMSGetErrorString: () => '', LMSGetDiagnostic: () => '',
  };
  window.kept = () => JSON.parse(localStorage.getItem(sco) || '{}');
</script>
<script>
  const frame = document.createElement('iframe');
  frame.title = 'lesson';
  frame.src = '/package/' + sco;
  document.body.append(frame);
</script>
</body></html>`;

export type BareLms = { url: (scoHref: string) => string; close: () => Promise<void> };

/** Serves a package's zip to a page that knows nothing but SCORM 1.2. `url(href)` opens one of its SCOs. */
export async function startBareLms(zip: Uint8Array): Promise<BareLms> {
  const files = unzipSync(zip);
  const server = createServer((asked, answer) => {
    const path = decodeURIComponent(new URL(asked.url ?? '/', 'http://lms').pathname);
    if (path === '/lms') {
      answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      return;
    }
    const file = path.startsWith('/package/') ? files[path.slice('/package/'.length)] : undefined;
    if (file)
      answer
        .writeHead(200, { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream' })
        .end(file);
    else answer.writeHead(404).end('not here');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: (scoHref) => `http://127.0.0.1:${port}/lms?sco=${encodeURIComponent(scoHref)}`,
    close: () =>
      new Promise((done, fail) => {
        server.closeAllConnections();
        server.close((error) => (error ? fail(error) : done()));
      }),
  };
}
