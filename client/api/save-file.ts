import { requestFile } from './http.ts';

/** Fetches a file and hands it to the browser's downloads; fetched, so that a refusal can be told in words. */
export async function saveFile(path: string): Promise<{ fileName: string; bytes: number }> {
  const { blob, fileName } = await requestFile(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser reads the address after this call: it is given a moment before it is taken back.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { fileName, bytes: blob.size };
}
