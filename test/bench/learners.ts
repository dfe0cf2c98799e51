import { createUser } from '#server/accounts/users.ts';
import { publishLibrary } from '#server/catalogue/publish-library.ts';
import { readConfig } from '#server/config.ts';
import { launchLesson } from '#server/learning/launch.service.ts';
import { openServices } from '#server/open-services.ts';

type Env = Record<string, string>;

/** Adds learners, each with the first lesson launched, straight into the data the server will use. Returns shell addresses. */
export async function addLearners(env: Env, count: number): Promise<string[]> {
  const services = await openServices(readConfig({ ...env, LOG_LEVEL: 'silent' }));
  try {
    await publishLibrary(services);
    const urls: string[] = [];
    for (let n = 0; n < count; n++) {
      const user = await createUser(services, {
        name: `Learner ${n}`,
        username: `learner${n}`,
        role: 'agent',
      });
      const wanted = { courseId: 'ask-what-it-did', lessonId: 'the-missing-question' };
      urls.push((await launchLesson(services, user, wanted)).url);
    }
    return urls;
  } finally {
    await services.store.close();
  }
}
