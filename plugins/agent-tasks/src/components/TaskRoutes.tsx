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

import type { ReactElement, ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { ExtensionRoot } from './ExtensionRoot';
import { TaskDetails } from './TaskDetails';
import { useOpenTask, type TaskLinks } from './useTaskLinks';

/** A list of tasks, and below `tasks/` each with its details; one that is started is opened. */
export function TaskRoutes(props: {
  links: TaskLinks;
  list: ReactElement;
  /** More routes: elements of `Route`. */
  children?: ReactNode;
}) {
  const { links, list, children } = props;
  const openTask = useOpenTask(links);
  return (
    <ExtensionRoot onStarted={openTask} openTask={openTask}>
      <Routes>
        {children}
        <Route path="/tasks/:id" element={<RoutedTask links={links} />} />
        <Route path="/*" element={list} />
      </Routes>
    </ExtensionRoot>
  );
}

function RoutedTask(props: { links: TaskLinks }) {
  const { id = '' } = useParams();
  return <TaskDetails id={id} links={props.links} />;
}
