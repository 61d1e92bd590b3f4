// Runs one scenario in this process and hands its section to the process that started it.
process.once('disconnect', () => process.exit(1));
const [name, settings = '{}'] = process.argv.slice(2);
const { run, title } = await import(`./scenarios/${name}.mjs`);
const progress = (text) => process.stderr.write(`  ${text}\n`);
process.stderr.write(`${title} …\n`);
const section = await run({ ...JSON.parse(settings), progress });
if (process.send) process.send(section, () => process.exit(0));
else {
  console.log(JSON.stringify(section, null, 2));
  process.exit(0);
}
