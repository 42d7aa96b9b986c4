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

/** What a task's note says. */
export const noteMessages = {
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
} as const;

/** What came of a look on GitHub. */
export const checkMessages = {
  found: 'Found on GitHub: {{title}}. The portal follows it.',
  stillNotThere: 'Looked {{when}}: still not there.',
  nextIn: 'Next look in {{duration}}.',
  nextSoon: 'Next look at any moment.',
  asked: 'Asked GitHub {{when}}.',
} as const;

/** What it means to start a lost task anew. */
export const anewMessages = {
  title: 'It never started?',
  meaning:
    'The portal has not found {{title}} on GitHub. If you are sure that it never started, the portal looks a last time, stops looking, and starts the same once more.',
  risk: 'If GitHub did start it after all, there may then be two. Look at the tasks of {{repository}} on GitHub first if you can.',
  confirm: 'Start anew',
  startedAfterAll: 'It was started after all, so nothing new was started.',
} as const;
