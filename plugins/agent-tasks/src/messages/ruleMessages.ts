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

/** The words for a rule of the policy: what it names, limits, and how it stands. */
export const ruleMessages = {
  allow: 'Allow',
  deny: 'Deny',
  everyone: 'everyone',
  any: 'any',
  user: 'user {{name}}',
  group: 'group {{name}}',
  noLimits: 'none of its own',
  field: {
    match: 'Repositories',
    effect: 'What it does',
    allow: 'Allows only',
    denyFor: 'Denies only',
    models: 'Models',
    customAgents: 'Custom agents',
    baseRefs: 'Base branches',
    sources: 'Started from',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    limits: 'Limits',
    activeTasksPerUser: 'Active tasks per person',
    activeTasksPerRepository: 'Active tasks per repository',
    tasksPerUserPerDay: 'Tasks a day per person',
    tasksPerRepositoryPerDay: 'Tasks a day per repository',
    aiCreditsPerUserPerMonth: 'AI credits a month per person',
    aiCreditsPerGroupPerMonth: 'AI credits a month per group',
    aiCreditsPerMonth: 'AI credits a month, all together',
  },
  limit: {
    activeTasksPerUser: '{{number}} active per person',
    activeTasksPerRepository: '{{number}} active per repository',
    tasksPerUserPerDay: '{{number}} a day per person',
    tasksPerRepositoryPerDay: '{{number}} a day per repository',
    aiCreditsPerUserPerMonth: '{{number}} AI credits a month per person',
    aiCreditsPerGroupPerMonth: '{{number}} AI credits a month per group',
    aiCreditsPerMonth: '{{number}} AI credits a month',
  },
  condition: {
    customAgents: 'custom agent: {{list}}',
    baseRefs: 'base branch: {{list}}',
    sources: 'from: {{list}}',
    validFrom: 'from {{day}}',
    validUntil: 'until {{day}}',
  },
  source: {
    portal: 'the portal',
    scaffolder: 'software templates',
    proxy: 'the GitHub API of the portal',
    mcp: 'MCP clients',
  },
  status: {
    active: 'Active',
    disabled: 'Disabled',
    not_yet_valid: 'Not yet valid',
    expired: 'Expired',
  },
  origin: {
    config: 'app-config.yaml',
    configKey: 'Read-only here: {{key}}',
    addedHere: 'added here, {{day}}',
    by: 'by',
    changed: 'changed {{day}}',
  },
} as const;

/** The words of the form for a rule. */
export const ruleFormMessages = {
  addTitle: 'Add rule',
  editTitle: 'Edit rule',
  effect: 'What the rule does',
  allowHelp: 'Lets the agent work there, as far as the fields below say.',
  denyHelp: 'Refuses what it concerns, whatever other rules allow.',
  matchHelp:
    'A glob on owner/name, for example acme/*. A star does not cross the slash.',
  allowSubjects: 'Only these users and groups',
  denySubjects: 'Deny only these users and groups',
  subjectsHelp: 'Everyone when empty. Members of a group count with it.',
  models: 'Only these models',
  modelsHelp: 'Any model, and Auto, when empty.',
  deniedModels: 'Deny only these models',
  deniedModelsHelp:
    'Any model when empty. Auto could turn out to be any of them, so it is denied as well.',
  conditions: 'Further conditions',
  customAgents: 'Only these custom agents',
  customAgentsHelp:
    'File names without .agent.md. Any, and the default agent, when empty.',
  deniedCustomAgents: 'Deny only these custom agents',
  deniedCustomAgentsHelp:
    'File names without .agent.md. Any when empty. A task that names none is denied as well.',
  baseRefs: 'Only these base branches',
  baseRefsHelp:
    'Names or globs such as release/*. Any when empty; else a task must name its base branch.',
  deniedBaseRefs: 'Deny only these base branches',
  deniedBaseRefsHelp:
    'Names or globs such as release/*. Any when empty. A task that names no base branch is denied as well, and one whose head branch is among these.',
  sources: 'Only tasks that are started from',
  sourcesHelp: 'Anywhere when none is ticked.',
  limits: 'Limits of this rule',
  limitsHelp:
    'They hold in the repositories that it matches, beside the limits everywhere. No limit when empty. Days are any 24 hours, months those of the calendar in UTC.',
  validFromHelp: 'The beginning of that day in UTC; at once when empty.',
  validUntilHelp: 'The end of that day in UTC; for ever when empty.',
  reason: 'Why',
  reasonHelp: 'For those who read the history.',
  addEntry: 'Type and press Enter',
  noOption: 'Nobody found; an entity ref can be typed as well',
  entryIssue: '{{entry}}: {{message}}',
  submitAdd: 'Add rule',
  submitEdit: 'Save rule',
  submitting: 'Saving …',
  kept: 'What you typed is kept.',
  added: 'Rule {{match}} is added and in force.',
  saved: 'Rule {{match}} is changed.',
  fix_one: 'One field above needs a change.',
  fix_other: '{{count}} fields above need a change.',
  discardTitle: 'Discard what you typed?',
  discardMeaning: 'Nothing of it has been saved.',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  conflictTitle: 'This rule has been changed meanwhile',
  conflictBy:
    'Nothing of yours has been saved yet. What has changed since you opened it:',
  conflictSame: 'Its fields are as they were when you opened it.',
  conflictDisabled: 'It is disabled now.',
  conflictEnabled: 'It is enabled now.',
  loadTheirs: 'Load it, drop mine',
  overwrite: 'Overwrite with mine',
  goneTitle: 'This rule has been deleted meanwhile',
  gone: 'What you typed is kept. Add it as a new rule if it is still wanted.',
  addAnew: 'Add it as a new rule',
} as const;
