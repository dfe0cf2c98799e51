/**
 * What every page of a test package loads: it finds its run-time as real content does (parents, then the opener), starts,
 * counts its visits in suspend_data, and has one button per thing that a learner could bring about. `window.sco` is for
 * tests: `get`, `set`, `commit`, `end`, and `log` with every call and its error.
 */
export const SCO_SCRIPT = `'use strict';
(function () {
  function near(win, name) {
    for (var tries = 0; win && tries < 50; tries += 1) {
      try { if (win[name]) return win[name]; } catch (e) { return null; }
      if (win.parent === win) return null;
      win = win.parent;
    }
    return null;
  }
  function find(name) { return near(window, name) || (window.opener ? near(window.opener, name) : null); }
  var old = find('API'), api = find('API_1484_11') || old, is12 = api === old;
  if (document.documentElement.dataset.edition === '1.2' && old) { api = old; is12 = true; }
  var pre = is12 ? 'LMS' : '', ended = false, log = [];
  function call(name, a, b) {
    if (!api) return '';
    var result = b !== undefined ? api[pre + name](a, b) : api[pre + name](a === undefined ? '' : a);
    log.push({ call: name, element: a, value: b, result: String(result), error: String(api[pre + 'GetLastError']()) });
    return result;
  }
  function get(e) { return call('GetValue', e); }
  function set(e, v) { return call('SetValue', e, String(v)); }
  function commit() { return call('Commit'); }
  function end(exit) {
    if (ended || !api) return;
    ended = true;
    set(is12 ? 'cmi.core.exit' : 'cmi.exit', exit);
    call(is12 ? 'Finish' : 'Terminate');
  }
  function status(completion, success, score) {
    if (is12) set('cmi.core.lesson_status', success || completion);
    else { set('cmi.completion_status', completion); if (success) set('cmi.success_status', success); }
    if (score !== undefined) {
      var at = is12 ? 'cmi.core.score.' : 'cmi.score.';
      set(at + 'raw', score); set(at + 'min', 0); set(at + 'max', 100);
      if (!is12) set('cmi.score.scaled', score / 100);
    }
    commit(); show();
  }
  function answer(response, result) {
    var at = 'cmi.interactions.' + get('cmi.interactions._count') + '.';
    set(at + 'id', 'question-1'); set(at + 'type', 'choice');
    set(at + (is12 ? 'student_response' : 'learner_response'), response);
    set(at + 'result', is12 && result === 'incorrect' ? 'wrong' : result);
    commit(); show();
  }
  function show() {
    document.getElementById('state').textContent = !api ? 'No run-time was found.' :
      'visits ' + get('cmi.suspend_data') + ', ' + get(is12 ? 'cmi.core.lesson_status' : 'cmi.completion_status');
  }
  var deeds = {
    'Complete': function () { status('completed'); },
    'Pass': function () { status('completed', 'passed', 90); },
    'Fail': function () { status('completed', 'failed', 20); },
    'Answer': function () { answer('a', 'correct'); },
    'Continue': function () { if (!is12) { set('adl.nav.request', 'continue'); } end(is12 ? '' : 'normal'); },
    'End': function () { end('suspend'); },
  };
  window.sco = { api: api, get: get, set: set, commit: commit, end: end, log: log };
  addEventListener('DOMContentLoaded', function () {
    call('Initialize');
    set('cmi.suspend_data', Number(get('cmi.suspend_data') || 0) + 1);
    if (is12 && get('cmi.core.lesson_status') === 'not attempted') set('cmi.core.lesson_status', 'incomplete');
    if (!is12 && get('cmi.completion_status') === 'unknown') set('cmi.completion_status', 'incomplete');
    commit();
    Object.keys(deeds).forEach(function (name) {
      var button = document.createElement('button');
      button.textContent = name; button.onclick = deeds[name];
      document.body.appendChild(button);
    });
    show();
  });
  addEventListener('pagehide', function () { end('suspend'); });
})();
`;
