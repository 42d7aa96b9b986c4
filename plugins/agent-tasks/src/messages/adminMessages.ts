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

/** The words of the admin page. */
export const adminMessages = {
  title: 'Admin',
  subtitle: 'Where the agent may work, for whom, and what it costs',
  tabs: 'Admin',
  loading: 'Loading the admin page',
  rulesTab: 'Allowed repositories',
  usageTab: 'Usage',
  historyTab: 'History',
  deniedTitle: 'This page is not for you yet',
  denied:
    'It is for platform admins. If you need it, ask them for the permission {{permission}}.',
  rules: {
    title: 'Rules',
    loading: 'Loading the rules',
    add: 'Add rule',
    export: 'Export',
    who: 'Who',
    matches: 'Matches',
    from: 'From',
    status: 'Status',
    actions: 'Actions',
    actionsOf: 'Actions for rule {{match}}',
    edit: 'Edit',
    enable: 'Enable',
    disable: 'Disable',
    delete: 'Delete',
    history: 'History',
    everywhere: 'Everywhere, beside the rules: {{limits}}.',
    nowhere: 'No limit holds everywhere; rules may have their own.',
    everywhereFrom: 'Set in {{key}}.',
    emptyTitle: 'Nothing is allowed until a rule allows it',
    empty:
      'Nobody can start a task yet. Add a rule here, or in agentTasks.policy.repositories of app-config.yaml.',
    emptyReader:
      'Nobody can start a task yet. A platform admin can add a rule here, or in agentTasks.policy.repositories of app-config.yaml.',
    configProblemTitle:
      'app-config.yaml has a mistake, so the policy from before it is in force',
  },
  preview: {
    asking: 'Looking …',
    unknown: 'not known',
    show_one: '{{count}} repository, show it',
    show_other: '{{count}} repositories, show them',
    hide: 'Hide the repositories of {{match}}',
    list: 'Repositories that {{match}} matches',
    none: 'It matches no repository that the catalog or your GitHub account knows.',
    matches_one: 'Matches {{count}} repository',
    matches_other: 'Matches {{count}} repositories',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    yours: 'yours',
    yoursMeaning: 'You can write to it on GitHub',
    signIn:
      'Only what the catalog knows: sign in to GitHub to see your own repositories as well.',
    unavailable:
      'Only what the catalog knows: GitHub does not answer at the moment.',
    noEntity: 'no entity in the catalog',
  },
  confirm: {
    disableTitle: 'Disable this rule?',
    disableAllow:
      'What only {{match}} allows is refused from now on. Tasks that run go on.',
    disableDeny: 'What {{match}} denies may then be allowed by other rules.',
    disabled: 'Rule {{match}} is disabled.',
    enableTitle: 'Enable this rule?',
    enableMeaning: 'It is in force at once.',
    enabled: 'Rule {{match}} is enabled.',
    deleteTitle: 'Delete this rule?',
    deleteMeaning:
      'The history keeps it, but it cannot be brought back with one click. To pause it, disable it.',
    deleted: 'Rule {{match}} is deleted.',
    changed:
      'Somebody else has changed this rule since you looked. It is shown anew above; decide again.',
    gone: 'Somebody else has deleted this rule already.',
    working: 'Working …',
  },
  exported: {
    title: 'Export the rules',
    where:
      'This is the policy as it is now, rules of both origins. Put it in place of agentTasks.policy in app-config.yaml; Backstage reads it at once where it watches its config, else at the next start. Then delete the rules here: until then both hold.',
    loading: 'Loading the rules as YAML',
    label: 'The rules as YAML',
    download: 'Download',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied:
      'The browser does not let the portal copy. Select the text instead.',
    close: 'Close',
  },
  history: {
    title: 'History',
    titleOfRule: 'History of one rule',
    showAll: 'Show all changes',
    loading: 'Loading the history',
    empty: 'Nobody has changed a rule on this page yet.',
    emptyRule: 'This rule has not been changed on this page.',
    configNote:
      'Rules of app-config.yaml are not changed here; their history is that of the file.',
    ofThisRule: 'History of this rule',
    created: 'Added',
    updated: 'Changed',
    enabled: 'Enabled',
    disabled: 'Disabled',
    deleted: 'Deleted',
    by: 'by',
    was: 'was',
    now: 'now',
    nothing: 'not set',
    sameFields: 'Its fields stayed the same.',
  },
} as const;

/** The words of *Try it*. */
export const tryItMessages = {
  title: 'Try it',
  may: 'May',
  startIn: 'start a task in',
  with: 'with',
  end: '?',
  user: 'User',
  repository: 'Repository',
  model: 'Model',
  modelAny: 'Auto',
  more: 'More conditions',
  less: 'Fewer conditions',
  customAgent: 'Custom agent',
  baseRef: 'Base branch',
  headRef: 'Head branch',
  source: 'Started from',
  customAgentHelp: 'The default agent when empty',
  baseRefHelp: 'The default branch when empty',
  headRefHelp: 'A new branch when empty',
  ask: 'Ask',
  asking: 'Asking …',
  yes: 'Yes.',
  no: 'No.',
  nothingStarted: 'Only the rules and limits are asked. Nothing is started.',
  decidedBy: 'Decided by',
  ofConfig: 'from app-config.yaml',
  ofPage: 'added here',
  groups: 'Groups of the user: {{groups}}.',
  noGroups: 'The catalog knows no groups of this user.',
  showRules_one: 'Show what the one rule says',
  showRules_other: 'Show what each of the {{count}} rules says',
  hideRules: 'Hide what the rules say',
  rules: 'What each rule says, the most specific first',
  allows: 'Allows',
  denies: 'Denies',
  does_not_apply: 'Does not apply',
  decides: 'decides',
  limits: 'Limits and their use',
  use: '{{used}} of {{allowed}}',
  everywhere: 'everywhere',
  rule: 'rule',
  ofDeletedRule: 'a rule',
  reached: 'reached',
  unknownTasks_one: 'the cost of {{count}} task is not known yet',
  unknownTasks_other: 'the cost of {{count}} tasks is not known yet',
} as const;
