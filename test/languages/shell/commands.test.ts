import assert from "node:assert/strict";
import { spanText } from "../../../server/core/span.ts";
import { marked, run, scriptOf } from "./reading.ts";

describe("commands of a shell script", () => {
  it("are found through lists, pipes and compounds", () => {
    const script = [
      "#!/bin/bash -xe",
      "yum update -y && yum install -y httpd || echo failed; systemctl start httpd &",
      "if [ -f /etc/x ]; then cp a b; elif test -d c; then mv c d; else rm e; fi",
      'for f in a b; do gzip "$f"; done',
      "while read line; do wc -l; done",
      "case $1 in start) service x start ;; *) true ;; esac",
      "(cd /tmp; ls) | sort -u",
      "{ date; }",
      "! grep x y",
      "time make all",
    ].join("\n");
    assert.deepEqual(run(script), [
      "yum update -y",
      "yum install -y httpd",
      "echo failed",
      "systemctl start httpd",
      "[ -f /etc/x ]",
      "cp a b",
      "test -d c",
      "mv c d",
      "rm e",
      "gzip ?",
      "read line",
      "wc -l",
      "service x start",
      "true",
      "cd /tmp",
      "ls",
      "sort -u",
      "date",
      "grep x y",
      "make all",
    ]);
  });

  it("are found in substitutions, before the command that uses them", () => {
    assert.deepEqual(run('X=$(aws sts get-caller-identity) echo "id `hostname -f`" $((1 + $(nproc))) <(ls)'), [
      "aws sts get-caller-identity",
      "hostname -f",
      "nproc",
      "ls",
      "echo ? ? ?",
    ]);
    assert.deepEqual(run("a=$(aws ec2 describe-tags --output text)\n"), ["aws ec2 describe-tags --output text"]);
    assert.deepEqual(run("echo `a \\`b c\\``"), ["b c", "a ?", "echo ?"]);
  });

  it("are those of the command that a wrapper runs", () => {
    for (const wrapper of [
      "sudo",
      "sudo -u ec2-user",
      "sudo -H -u ec2-user --",
      "sudo -iu ec2-user",
      "sudo --user=ec2-user LANG=C",
      "sudo -u $USER_NAME",
      "/usr/bin/sudo -E",
      "env AWS_PROFILE=x",
      "env -i -u HOME A=1 B=2",
      "nohup",
      "exec",
      "command",
      "time -p",
      "timeout -k 5 30s",
      "nice -n 10",
      "ionice -c2 -n0",
      "runuser -u ec2-user --",
      "flock -n /tmp/lock",
      "AWS_PROFILE=x",
      "nohup sudo env A=b nice",
      "find / -name x -exec",
    ])
      assert.deepEqual(run(`${wrapper} aws configure`), ["aws configure"], wrapper);
  });

  it("keep a wrapper on that is not understood or runs nothing", () => {
    assert.deepEqual(run("command -v aws\nsudo -l\nexec > /var/log/x\nenv\nsudo -e /etc/aws configure"), [
      "command -v aws",
      "sudo -l",
      "exec",
      "env",
      "sudo -e /etc/aws configure",
    ]);
  });

  it("say that words are missing where xargs and find put some in", () => {
    assert.deepEqual(run("echo set region x | xargs aws configure"), ["echo set region x", "aws configure ?"]);
    assert.deepEqual(run("ls | xargs -I{} -n 1 cp {} /dst"), ["ls", "cp ? /dst"]);
    assert.deepEqual(run("ls | xargs -I % cp % /dst"), ["ls", "cp ? /dst"]);
    assert.deepEqual(run("find . -type f -exec chmod 600 {} \\; -print"), ["chmod 600 ?"]);
  });

  it("are those of a script that a shell is given", () => {
    for (const script of [
      'su - ec2-user -c "aws configure set region eu-west-1"',
      "su -c 'aws configure set region eu-west-1' ec2-user",
      "su ec2-user --command='aws configure set region eu-west-1'",
      'su -s /bin/bash -lc "aws configure set region eu-west-1" x',
      "bash -c 'aws configure set region eu-west-1'",
      '/bin/sh -exc "aws configure set region eu-west-1" name arg',
      "bash -euo pipefail -c 'aws configure set region eu-west-1'",
      "sudo -u x -i bash -c 'aws configure set region eu-west-1'",
      "runuser -l ec2-user -c 'aws configure set region eu-west-1'",
      'eval "aws configure" set region eu-west-1',
      "trap 'aws configure set region eu-west-1' EXIT",
      "echo 'aws configure set region eu-west-1' | sudo bash",
      "bash <<< 'aws configure set region eu-west-1'",
      "find / -exec sh -c 'aws configure set region eu-west-1' \\;",
    ])
      assert.deepEqual(
        run(script).filter((c) => !c.startsWith("echo")),
        ["aws configure set region eu-west-1"],
        script,
      );
  });

  it("are those of a here-document that a shell reads", () => {
    for (const start of ["bash", "sudo -u x bash -s -- arg", "su - ec2-user", "sudo su - x", "sudo -i -u x", "sh -"])
      assert.deepEqual(run(`${start} <<'EOF'\naws s3 ls\ncd x\nEOF\ndate\n`), ["aws s3 ls", "cd x", "date"], start);
    assert.deepEqual(run("cat <<EOF | sh\naws s3 ls $X\nEOF\n"), ["cat", "aws s3 ls ?"]);
    assert.deepEqual(run("bash <<-EOF\n\taws s3 ls\n\tEOF\ndate"), ["aws s3 ls", "date"]);
  });

  it("leave out what is only text", () => {
    const script = [
      "# aws configure",
      "ls # aws configure",
      'echo "run aws configure"',
      "cat <<EOF > /home/ec2-user/.aws/config",
      "aws configure",
      "EOF",
      "X='aws configure'",
      "bash setup.sh <<EOF",
      "aws configure",
      "EOF",
    ].join("\n");
    assert.deepEqual(run(script), ["ls", "echo run aws configure", "cat", "bash setup.sh"]);
  });

  it("count the body of a function when it is called, once", () => {
    assert.deepEqual(run("f() { aws configure; }\ndate"), ["date"]);
    assert.deepEqual(run("f() { aws configure; }\nfunction g { f; f; }\ng\ng\nf"), ["aws configure"]);
    assert.deepEqual(run("f() { f; date; }\nf"), ["date"]);
    assert.deepEqual(run("f() { date; }\nexport -f f\nbash -c f"), ["export -f f", "date"]);
  });

  it("stop at a depth", () => {
    let script = "aws configure";
    for (let i = 0; i < 7; i++) script = `bash -c ${JSON.stringify(script)}`;
    const { commands, problems } = scriptOf(script);
    assert.equal(commands.length, 1);
    assert.equal(commands[0]!.words[0]!.text, "bash");
    assert.match(problems[0]!.message, /5 levels/);
  });

  it("take quotes and backslashes away from words", () => {
    const script = scriptOf(
      `aw's' "con"figure \\-\\-x "a \\"b\\" \\c" 'it''s' a\\\nb ~/x $'t\\tb' "$HOME" *.txt {a,b} 'x y'`,
    );
    assert.deepEqual(
      script.commands[0]!.words.map((word) => word.text),
      ["aws", "configure", "--x", 'a "b" \\c', "its", "ab", "~/x", "t\tb", undefined, undefined, undefined, "x y"],
    );
    assert.equal(spanText(script.commands[0]!.words[3]!.span), '"a \\"b\\" \\c"');
  });

  it("tell what they read and write", () => {
    const [configure, quiet, piped, file] = scriptOf(
      'aws configure <<EOF > /dev/null 2>&1\nkey\nsecret\nEOF\naws configure <<< "k" 2>> log\nprintf x | aws configure\naws configure < $F <<EOF\n$K\nEOF\n',
    ).commands.filter((c) => c.words[0]!.text === "aws");
    assert.equal(configure!.input?.text, "key\nsecret\n");
    assert.equal(spanText(configure!.input!.span), "key\nsecret\n");
    assert.deepEqual(
      configure!.writes.map((w) => [w.target.text, w.append]),
      [["/dev/null", false]],
    );
    assert.equal(quiet!.input?.text, "k\n");
    assert.deepEqual(
      quiet!.writes.map((w) => [w.target.text, w.append]),
      [["log", true]],
    );
    assert.equal(piped!.input, undefined);
    assert.equal(file!.input?.text, undefined);
    assert.equal(spanText(file!.input!.span), "$K\n");
  });

  it("of a here-document that never ends are left out, and that is said", () => {
    const script = scriptOf("cat <<EOF > x\naws configure\n");
    assert.deepEqual(marked(script), ["cat"]);
    assert.match(script.problems[0]!.message, /not closed by EOF/);
    assert.equal(script.problems[0]!.severity, "note");
  });

  it("are found in text with Windows line ends", () => {
    const script = scriptOf("#!/bin/bash\r\ncat <<EOF > x\r\nno\r\nEOF\r\naws configure\r\nls \\\r\n  -l\r\n");
    assert.deepEqual(run("#!/bin/bash\r\naws configure\r\n"), ["aws configure"]);
    assert.deepEqual(marked(script), ["cat", "aws configure", "ls \\\r\n  -l"]);
  });

  it("survive interpolation that another language has left in", () => {
    assert.deepEqual(run("echo ${var.x} ${AWS::StackName}\naws configure set region ${AWS::Region}\n"), [
      "echo ? ?",
      "aws configure set region ?",
    ]);
  });
});
