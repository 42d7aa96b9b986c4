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

/** The words for connecting with GitHub. */
export const grantMessages = {
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
} as const;
