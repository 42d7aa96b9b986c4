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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import type { PropsWithChildren } from 'react';
import { AgentTasksQueryProvider } from '../data';
import { StartAnewDialogProvider } from './StartAnewDialog';
import { StartTaskDialogProvider } from './StartTaskDialog';

/** What every extension of this plugin stands in: its data and its dialogs. */
export function ExtensionRoot(
  props: PropsWithChildren<{
    /** Told of each task that the dialog has started. */
    onStarted?: (task: Task) => void;
    /** Shows a task in full, where the app has a place for that. */
    openTask?: (task: Task) => void;
  }>,
) {
  return (
    <AgentTasksQueryProvider>
      <StartTaskDialogProvider onStarted={props.onStarted}>
        <StartAnewDialogProvider openTask={props.openTask}>
          {props.children}
        </StartAnewDialogProvider>
      </StartTaskDialogProvider>
    </AgentTasksQueryProvider>
  );
}
