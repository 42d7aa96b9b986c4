/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * One small style sheet. Warm paper and a striped banner instead of GitHub's
 * greys and blacks: nobody should mistake these pages for github.com.
 */
export const styles = `
:root { color-scheme: light dark; --paper: #fbf8f3; --card: #fff; --ink: #2b2521; --soft: #6f645b; --line: #e4dbcf; --accent: #8a3b12; --on-accent: #fff; --good: #1d6b3a; --bad: #a32020; --warn: #8a5a00; --merged: #6b3fa0; --stripe: #f3d9a4; --stripe-2: #f8e6c2; --add: #e2f3e5; --remove: #fbe4e1; }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1917; --card: #262220; --ink: #efe8e0; --soft: #b3a79b; --line: #3c3531; --accent: #f0a36b; --on-accent: #241a12; --good: #6fcf8f; --bad: #ff8f85; --warn: #f2c266; --merged: #c6a2f2; --stripe: #4a3b1c; --stripe-2: #54441f; --add: #1f3325; --remove: #43231f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Georgia, 'Iowan Old Style', serif; }
code, pre, .mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875em; }
.banner { background: repeating-linear-gradient(-45deg, var(--stripe) 0 14px, var(--stripe-2) 14px 28px); padding: .5rem 1.25rem; font: 600 .875rem/1.4 system-ui, sans-serif; display: flex; gap: 1rem; flex-wrap: wrap; justify-content: space-between; }
.banner a { color: inherit; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .25rem 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
.crumbs, .meta, label small, .soft { color: var(--soft); font-family: system-ui, sans-serif; font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: .75rem 0; overflow-wrap: anywhere; }
.rows { padding: 0; list-style: none; }
.rows > li { padding: .75rem 1.25rem; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.row { display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; justify-content: space-between; }
.row > * { min-width: 0; } .row > :first-child { flex: 1 1 16rem; }
.badge { display: inline-block; border: 1.5px solid currentColor; border-radius: 999px; padding: 0 .6rem; font: 600 .8125rem/1.6 system-ui, sans-serif; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .merged { color: var(--merged); } .quiet { color: var(--soft); }
button, .button { font: 600 .9375rem/1 system-ui, sans-serif; border: 1.5px solid var(--line); background: var(--card); color: var(--ink); border-radius: 8px; padding: .6rem .9rem; min-height: 2.5rem; cursor: pointer; text-decoration: none; }
button:hover, .button:hover { border-color: var(--accent); }
button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.person { display: flex; width: 100%; text-align: left; gap: 1rem; align-items: center; padding: .8rem 1rem; margin: .5rem 0; font-weight: 400; line-height: 1.4; }
.person strong { font-size: 1.0625rem; display: block; }
.person img, .avatar { border-radius: 50%; flex: none; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; overflow: auto; white-space: pre-wrap; margin: .5rem 0; }
pre.diff { border: 0; border-radius: 0 0 10px 10px; margin: 0; padding: .5rem 0; white-space: pre; }
pre.diff span { display: block; padding: 0 1.25rem; min-width: max-content; }
pre.diff .add { background: var(--add); } pre.diff .remove { background: var(--remove); } pre.diff .hunk { color: var(--soft); }
details.card { padding: 0; } details.card > summary { padding: .75rem 1.25rem; cursor: pointer; font-family: system-ui, sans-serif; font-size: .9375rem; }
form.inline { display: inline-flex; gap: .4rem; flex-wrap: wrap; margin: 0; }
form.inline button { padding: .4rem .7rem; min-height: 2rem; font-size: .8125rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; font-family: system-ui, sans-serif; font-size: .9375rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.card > p:first-child { margin-top: 0; }
.actions { margin: .5rem 0 1rem; } li > .actions { margin: .5rem 0 0; }
.buttons { display: flex; gap: .4rem; flex-wrap: wrap; align-items: center; }
.tabs { display: flex; gap: .25rem 1.25rem; flex-wrap: wrap; border-bottom: 1px solid var(--line); margin: 0 0 1rem; font: 600 .9375rem/1.4 system-ui, sans-serif; }
.tabs a { padding: .5rem 0; color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent; margin-bottom: -1px; }
.tabs a:hover { color: var(--ink); } .tabs a[aria-current] { color: var(--ink); border-color: var(--accent); }
.clock { display: flex; gap: .75rem 2rem; flex-wrap: wrap; justify-content: space-between; align-items: center; }
.clock .now { font: 600 1.125rem/1.4 ui-monospace, Menlo, Consolas, monospace; }
.who { display: flex; gap: .75rem; align-items: center; }
.card > h2:first-child { margin-top: 0; } .card > p { margin: .25rem 0 .75rem; }
select { font: .875rem/1.4 system-ui, sans-serif; padding: .35rem .5rem; min-height: 2rem; max-width: 100%; background: var(--card); color: var(--ink); border: 1.5px solid var(--line); border-radius: 8px; }
select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form.inline { align-items: center; max-width: 100%; } form.inline select { min-width: 0; max-width: min(100%, 36rem); flex: 0 1 auto; } form.inline label { font: 600 .875rem/1 system-ui, sans-serif; }
details.break { display: inline-block; font: .8125rem/1.5 system-ui, sans-serif; } details.break > summary { cursor: pointer; color: var(--soft); padding: .4rem .2rem; } details.break[open] { display: block; }
.scroll { overflow-x: auto; padding: 0; } table { border-collapse: collapse; width: 100%; font: .875rem/1.4 system-ui, sans-serif; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem; border-top: 1px solid var(--line); } thead th { border: 0; color: var(--soft); } td.mono { font-size: .8125rem; overflow-wrap: anywhere; }
.narrow { max-width: 34rem; margin: 0 auto; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .5rem; } }
`;
