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

import { useNavigate } from 'react-router-dom';
import {
  entityContentRouteRef,
  entityTaskRouteRef,
  rootRouteRef,
  taskRouteRef,
} from '../routes';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** Where the tasks of this plugin are shown in this app. */
export type TaskLinks = {
  /** The page of a task, `undefined` if the app shows none. */
  task: (id: string) => string | undefined;
  /** The full list, `undefined` if the app shows none. */
  list?: string;
};

/** Links that stay with the entity on screen, if the app shows the entity's tab. */
export function useEntityTaskLinks(): TaskLinks {
  const page = usePageTaskLinks();
  const list = useOptionalRouteRef(entityContentRouteRef);
  const task = useOptionalRouteRef(entityTaskRouteRef);
  return {
    list: list?.() ?? page.list,
    task: id => task?.({ id }) ?? page.task(id),
  };
}

/** Links to the page of this plugin. */
export function usePageTaskLinks(): TaskLinks {
  const list = useOptionalRouteRef(rootRouteRef);
  const task = useOptionalRouteRef(taskRouteRef);
  return { list: list?.(), task: id => task?.({ id }) };
}

/** Goes to a task's page, if the app shows one. */
export function useOpenTask(links: TaskLinks): (task: { id: string }) => void {
  const navigate = useNavigate();
  return ({ id }) => {
    const href = links.task(id);
    if (href) navigate(href);
  };
}
