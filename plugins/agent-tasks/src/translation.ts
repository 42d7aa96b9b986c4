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

import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { adminMessages, tryItMessages } from './messages/adminMessages';
import { grantMessages } from './messages/grantMessages';
import {
  anewMessages,
  checkMessages,
  noteMessages,
} from './messages/noteMessages';
import { ruleFormMessages, ruleMessages } from './messages/ruleMessages';
import { narrowedMessages, usageMessages } from './messages/usageMessages';

/**
 * Every text that this plugin shows.
 *
 * @public
 */
export const agentTasksTranslationRef = createTranslationRef({
  id: 'plugin.agent-tasks',
  messages: {
    title: 'Agent tasks',
    subtitle: 'What has been asked of the GitHub Copilot agent',
    you: 'you',
    opensOnGitHub: 'opens on GitHub',
    action: {
      startTask: 'Start task',
      startFirst: 'Start the first task',
      startAgain: 'Start again',
      startAnew: 'Start anew',
      neverStarted: 'It never started: start anew',
      keepFollowing: "Keep following while I'm away",
      answer: 'Answer',
      checkAgain: 'Check again',
      checking: 'Checking …',
      signIn: 'Sign in to GitHub',
      signingIn: 'Signing in …',
      viewOnGitHub: 'View on GitHub',
      viewPullRequest: 'View pull request',
      askForChanges: 'Ask for changes',
      authorizeSso: 'Authorize on GitHub',
      retry: 'Try again',
      loadMore: 'Load more',
      allTasks: 'All tasks ({{number}})',
      allTasksOrMore: 'All tasks ({{number}} or more)',
      cancel: 'Cancel',
      showAll_one: 'Show the whole prompt ({{count}} line)',
      showAll_other: 'Show all {{count}} lines',
      showLess: 'Show less',
    },
    state: {
      starting: 'Starting',
      queued: 'Queued',
      inProgress: 'In progress',
      needsYourAnswer: 'Needs your answer',
      needsAnswer: 'Needs an answer',
      idle: 'Idle',
      completed: 'Completed',
      failed: 'Failed',
      timedOut: 'Timed out',
      cancelled: 'Cancelled',
      unknown: 'Unknown',
      unknownWord: 'Unknown: {{word}}',
      notConfirmed: 'Not confirmed',
      abandoned: 'Abandoned',
      refused: 'Refused',
      stalled: 'Stalled',
      paused: 'Paused',
    },
    announce: '{{title}}: {{state}}',
    step: {
      label: 'Progress',
      queued: 'Queued',
      working: 'Working',
      pullRequest: 'Pull request',
      ready: 'Ready',
      done: 'done',
      current: 'now',
      upcoming: 'still to come',
      missed: 'not reached',
    },
    note: noteMessages,
    check: checkMessages,
    anew: anewMessages,
    grant: grantMessages,
    admin: adminMessages,
    rule: ruleMessages,
    ruleForm: ruleFormMessages,
    tryIt: tryItMessages,
    usage: usageMessages,
    narrowed: narrowedMessages,
    pullRequest: {
      heading: 'Pull request',
      draft: 'Draft',
      open: 'Open',
      readyForReview: 'Ready for review',
      merged: 'Merged',
      closed: 'Closed',
      keepsDraft:
        "GitHub keeps the agent's pull request a draft until a person marks it ready.",
      none: 'The agent has not opened a pull request yet.',
      noneAsked: 'No pull request was asked for.',
      checks: {
        success: 'Checks passed',
        pending: 'Checks running',
        failure: 'Checks failed',
        action_required: 'Checks need approval',
        none: 'No checks yet',
      },
      review: {
        APPROVED: 'Approved',
        CHANGES_REQUESTED: 'Changes requested',
        REVIEW_REQUIRED: 'Review required',
      },
      changes: '{{additions}} lines added, {{deletions}} lines removed',
    },
    time: {
      justNow: 'just now',
      ago: '{{duration}} ago',
      seen: 'seen {{when}}',
      never: 'not yet',
      took: 'took {{duration}}',
      every: '{{when}}, every {{interval}}',
    },
    list: {
      filter: 'Which tasks',
      all: 'All',
      active: 'Active',
      finished: 'Finished',
      mine: 'Only mine',
      admin: 'Admin',
      loading: 'Loading agent tasks',
      tasks: 'Agent tasks',
      emptyEntity: 'Nothing has been asked of the agent for {{name}} yet.',
      emptyAll:
        'Nothing has been asked of the agent yet, at least nothing that you may see.',
      emptyFilter: 'No task matches this filter.',
      stale: 'Could not refresh, showing what was known at {{time}}.',
    },
    task: {
      askedBy: 'asked by',
      prompt: 'What was asked',
      course: 'Course',
      sessions: 'Sessions',
      details: 'Details',
      repository: 'Repository',
      branch: 'Branch',
      model: 'Model',
      modelAuto: 'Auto',
      modelAutoChosen: 'Auto ({{model}})',
      customAgent: 'Custom agent',
      cost: 'Cost',
      costSoFar: 'Cost so far',
      credits: '{{credits}} AI credits',
      premiumRequests_one: '{{count}} premium request',
      premiumRequests_other: '{{count}} premium requests',
      notReported: 'not reported yet',
      lastChecked: 'Last checked',
      entity: 'Entity',
      source: 'Started from',
      sources: {
        portal: 'this portal',
        scaffolder: 'a software template',
        proxy: 'the GitHub API of this portal',
        mcp: 'an MCP client',
        schedule: 'a schedule',
      },
      noSession: 'GitHub has not started a session yet.',
      session: 'Session {{number}}',
    },
    course: {
      requested: 'Asked for',
      accepted: 'Accepted by GitHub',
      refused: 'Refused',
      notConfirmed: "GitHub's answer was lost",
      abandoned: 'Abandoned: said to have never started',
      queued: 'Queued',
      working: 'Working',
      needsAnswer: 'Waiting for an answer',
      idle: 'Idle',
      completed: 'Completed',
      failed: 'Failed',
      timedOut: 'Timed out',
      cancelled: 'Cancelled',
      unknownState: 'GitHub calls it',
      draftOpened: 'Draft pull request {{detail}} opened',
      pullRequestOpened: 'Pull request {{detail}} opened',
      markedReady: 'Pull request {{detail}} marked ready',
      madeDraft: 'Pull request {{detail}} made a draft again',
      reopened: 'Pull request {{detail}} reopened',
      merged: 'Pull request {{detail}} merged',
      closed: 'Pull request {{detail}} closed',
      paused: 'Paused, GitHub sign-in needed',
      resumed: 'Followed again',
      stalled: 'No change for more than an hour',
      neverFound: 'No such task showed up on GitHub',
      other: 'Changed',
      lasted: '{{label}}, {{duration}}',
      withDetail: '{{label}}: {{detail}}',
      empty: 'Nothing has happened yet.',
    },
    start: {
      title: 'Start task',
      titleChanges: 'Ask for changes',
      changesIntro:
        'The agent goes on with branch {{branch}} and adds its commits to the open pull request.',
      repository: 'Repository',
      repositoryHelp: 'Only repositories that the platform admins allow',
      prompt: 'What should the agent do?',
      promptHelp:
        'The whole brief: what to build, where, and what done means. The agent sees nothing else of this portal.',
      model: 'Model',
      modelHelp: 'GitHub chooses when empty (Auto)',
      modelRestricted: 'The platform admins allow only these models here',
      modelRequired: 'Choose a model.',
      customAgent: 'Custom agent',
      customAgentHelp:
        'File name without .agent.md; the default agent when empty',
      customAgentRestricted:
        'The platform admins allow only these custom agents here',
      customAgentRequired: 'Choose a custom agent.',
      baseRef: 'Base branch',
      baseRefHelp: 'The default branch when empty',
      createPullRequest: 'Open a pull request',
      submit: 'Start task',
      submitting: 'Starting …',
      noneAllowedTitle: 'No repository is allowed for you',
      noneAllowed:
        'Nothing is allowed until a rule allows it. Ask your platform admins to add one to agentTasks.policy.repositories. You also need write access to the repository on GitHub.',
      notAllowedTitle: '{{repository}} is not allowed for agent tasks',
      notAllowed:
        'No rule allows it for you, or you cannot write to it on GitHub. Ask your platform admins about agentTasks.policy.repositories, or choose another repository.',
      signInTitle: 'GitHub sign-in needed',
      signIn:
        'The agent works in your name, so the portal needs your GitHub sign-in.',
      keptPrompt: 'Your text is kept.',
    },
    error: {
      signIn: 'GitHub sign-in needed',
      otherAccount: 'Another GitHub account',
      notAllowed: 'Not allowed',
      planRequired: 'No Copilot plan',
      sso: 'Single sign-on needed',
      notFound: 'Task not found',
      agentNotAvailable: 'The agent is not available',
      rejected: 'GitHub refused',
      limit: 'Limit reached',
      rateLimited: 'GitHub asks to wait',
      gitHubDown: 'GitHub does not answer',
      portalSession: 'Portal sign-in needed',
      portalDown: 'The portal does not answer',
      invalid: 'Something is wrong with the request',
      other: 'Something went wrong',
      portalDownHint:
        'Your network or the portal may be down. Nothing is lost; try again in a moment.',
      retryAfter: 'Try again in {{duration}}.',
    },
    signInFace:
      'Sign in to GitHub to see the tasks of repositories that you may see there.',
    scaffolder: {
      repositoryNotAllowed:
        '{{repository}} is not allowed for agent tasks, or you cannot write to it on GitHub. Choose another repository, or ask your platform admins about agentTasks.policy.repositories.',
      modelNotAllowed: 'Choose one of the allowed models: {{models}}.',
      notPermittedTitle: 'You may not start agent tasks',
      notPermitted:
        'This portal does not let you start agent tasks. Ask your platform admins for the permission {{permission}}.',
    },
  },
});
