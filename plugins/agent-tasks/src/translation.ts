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
    note: {
      answer:
        'The agent asks a question. It goes on as soon as you answer on GitHub.',
      answerOther:
        'The agent asks a question. It goes on as soon as somebody with access answers on GitHub.',
      gitHubSays: 'GitHub: {{message}}',
      noReason:
        'GitHub gave no reason. Open the task on GitHub for its log, or start it again.',
      refusedNoReason: 'The task was not started. Start it anew.',
      cancelled:
        'The task was stopped on GitHub. Start it again if it is still wanted.',
      neverFound:
        'GitHub never showed a task after its answer was lost. Look for it on GitHub before you start it anew.',
      abandoned:
        "GitHub's answer was lost, and you said that the task never started. The portal looks for it no more.",
      abandonedOther:
        "GitHub's answer was lost, and the person who asked said that the task never started. The portal looks for it no more.",
      said: '{{message}}',
      failedRemedy: 'Change what is asked if that helps, and start again.',
      modelRemedy: 'Choose another model and start again.',
      timedOut:
        'GitHub ends a session after 59 minutes. The branch may hold a part of the work; ask for a smaller step.',
      notConfirmed:
        "GitHub's answer was lost at {{since}}, so it is not known whether the task started. The portal looks for it on GitHub and never sends it twice.",
      paused:
        'Your GitHub sign-in ended, so the portal stopped following this task. It goes on by itself after you sign in.',
      pausedLost:
        "GitHub's answer was lost, and your GitHub sign-in ended before the portal found the task. It goes on looking after you sign in, and never sends the task twice.",
      pausedOther:
        'The GitHub sign-in of the person who started this task ended, so the portal stopped following it. It goes on by itself after they sign in.',
      pausedGeneric:
        'The portal has stopped following this task for now. It goes on by itself.',
      stalled:
        'GitHub has shown no change for more than an hour. The agent may still be at work; look at the task on GitHub.',
      idle: 'The agent has stopped for now and can go on. Look at the task on GitHub to tell it how.',
      unknown:
        'GitHub calls this state “{{word}}”, which this portal does not know yet. Look at the task on GitHub.',
      noPullRequest: 'The agent finished without a pull request.',
      checksNeedApproval:
        'GitHub runs the checks only after a person approves them on the pull request.',
    },
    check: {
      found: 'Found on GitHub: {{title}}. The portal follows it.',
      stillNotThere: 'Looked {{when}}: still not there.',
      nextIn: 'Next look in {{duration}}.',
      nextSoon: 'Next look at any moment.',
      asked: 'Asked GitHub {{when}}.',
    },
    anew: {
      title: 'It never started?',
      meaning:
        'The portal has not found {{title}} on GitHub. If you are sure that it never started, the portal looks a last time, stops looking, and starts the same once more.',
      risk: 'If GitHub did start it after all, there may then be two. Look at the tasks of {{repository}} on GitHub first if you can.',
      confirm: 'Start anew',
      startedAfterAll: 'It was started after all, so nothing new was started.',
    },
    grant: {
      heading: 'Following while you are away',
      loading: 'Loading whether the portal is connected with GitHub',
      intro:
        'Your GitHub sign-in may end while your browser is closed. Connect the portal with GitHub once, and it goes on following your tasks until they are done.',
      meaning:
        'GitHub asks for your consent. The portal keeps the permission encrypted and uses it in your name only. You can disconnect here at any time.',
      notOffered:
        'The platform admins have not set up connecting with GitHub. The portal follows your tasks as long as your GitHub sign-in lasts, and goes on at your next visit.',
      connect: 'Connect',
      connectAgain: 'Connect again',
      leaving: 'Going to GitHub …',
      badAddress:
        "The portal gave no web address of GitHub's consent page, so nothing was opened. Tell your platform admins.",
      connected: 'Connected with GitHub',
      connectedMeaning:
        'The portal follows your tasks until they are done, also while your browser is closed.',
      account: 'Account',
      since: 'Since',
      until: 'Until',
      ifUnused: 'if it is not used until then',
      untilRevoked: 'you disconnect',
      expiredTitle: 'The connection has ended',
      expiredAs:
        'GitHub does not accept the connection of {{login}} any more. Connect again to have your tasks followed while you are away.',
      expired:
        'GitHub does not accept the connection any more. Connect again to have your tasks followed while you are away.',
      disconnect: 'Disconnect',
      disconnecting: 'Disconnecting …',
      disconnectTitle: 'Disconnect from GitHub?',
      disconnectMeaning:
        'The portal then follows your tasks only while your GitHub sign-in lasts, and pauses until your next visit when it ends. The permission is taken back on GitHub as well.',
      disconnectKeeps:
        'Tasks that run go on running on GitHub, and nothing that is known of them is lost.',
      completing: 'Connecting with GitHub …',
      done: 'Connected with GitHub as {{login}}. Your tasks are followed while you are away.',
      notConnected: 'Not connected',
      denied:
        'You did not give your consent on GitHub. Nothing has changed: your tasks are followed while your GitHub sign-in lasts.',
      back: 'Back',
    },
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
      notFoundHint:
        'It does not exist, or GitHub does not let you see its repository.',
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
    },
  },
});
