// Real jq, compiled to WebAssembly: reads a line {"input":"…","programs":["…"]} and answers with a line of results, one
// per program: the outputs as JSON text, or {"failed":"…"}.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const jq = await import(pathToFileURL(process.argv[2]));

async function run(input, program) {
  const result = await jq.raw(input, program, ['-c']);
  if (result.exitCode !== 0) {
    throw new Error(result.stderr.slice(0, 400) || `exit code ${result.exitCode}`);
  }
  return result.stdout.trimEnd().split('\n');
}

for await (const line of createInterface({ input: process.stdin })) {
  const { input, programs } = JSON.parse(line);
  let answers = [];
  try {
    answers = await run(input, programs.join(',\n'));
  } catch {
    answers = [];
  }
  if (answers.length !== programs.length) {
    answers = [];
    for (const program of programs) {
      try {
        const single = await run(input, program);
        answers.push(single.length === 1 ? single[0] : JSON.stringify({ failed: single.join(' ') }));
      } catch (error) {
        answers.push(JSON.stringify({ failed: String(error.message ?? error) }));
      }
    }
  }
  process.stdout.write(JSON.stringify(answers) + '\n');
}
