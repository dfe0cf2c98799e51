import { vi } from 'vitest';

/** The request by which a file is sent, held by the test: nothing arrives until it says so. */
export type Sent = {
  url: URL;
  file: File;
  headers: Headers;
  isCancelled: boolean;
  /** So many bytes have left. */
  progress: (bytes: number) => void;
  /** Everything has left. */
  arrive: () => void;
  answer: (status: number, body: unknown) => void;
  breakOff: () => void;
};

/** Stands in for XMLHttpRequest until the test ends; returns what was sent, the newest last. */
export function holdUploads(): Sent[] {
  const uploads: Sent[] = [];
  vi.stubGlobal('XMLHttpRequest', fakeRequest(uploads));
  return uploads;
}

const fakeRequest = (uploads: Sent[]) =>
  class extends EventTarget {
    upload = new EventTarget();
    status = 0;
    statusText = '';
    responseText = '';
    url = '';
    headers = new Headers();

    open(_method: string, url: string) {
      this.url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.headers.set(name, value);
    }
    getResponseHeader() {
      return null;
    }
    abort() {
      const sent = uploads.find(({ url }) => url.href.endsWith(this.url));
      if (sent) sent.isCancelled = true;
      this.dispatchEvent(new Event('abort'));
    }
    send(file: File) {
      uploads.push({
        url: new URL(this.url, 'http://app.test'),
        file,
        headers: this.headers,
        isCancelled: false,
        progress: (loaded) => this.upload.dispatchEvent(new ProgressEvent('progress', { loaded })),
        arrive: () => this.upload.dispatchEvent(new Event('load')),
        answer: (status, body) => {
          this.status = status;
          this.responseText = typeof body === 'string' ? body : JSON.stringify(body);
          this.dispatchEvent(new Event('load'));
        },
        breakOff: () => this.dispatchEvent(new Event('error')),
      });
    }
  };
