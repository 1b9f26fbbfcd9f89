import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// A responder gets evidence, not the customer's passwords, unless they ask for them.
  @Suite(.host("clean")) struct SecretsTests {
    /// Never written down whole here, so that no command line of the test itself holds one.
    private static let secrets = [
      "environment": "Qn7environmentSecret9x", "argument": "Qn7argumentSecret9x", "history": "Qn7historySecret9x",
      "userdata": "Qn7userdataSecret9x",
    ]

    private static let plant = """
      import os, sys
      environment, argument, history, userdata = sys.argv[1:]
      with open("/root/.bash_history", "a") as file:
          file.write("mysql -u root --password=" + history + " shop\\nexport AWS_SECRET_ACCESS_KEY=" + history + "\\n")
      os.makedirs("/var/lib/cloud/instance", exist_ok=True)
      with open("/var/lib/cloud/instance/user-data.txt", "w") as file:
          file.write("#!/bin/sh\\nexport DB_PASSWORD=" + userdata + "\\n")
      if os.fork() == 0:
          os.setsid()
          if os.fork():
              os._exit(0)
          null = os.open("/dev/null", os.O_RDWR)
          for number in (0, 1, 2):
              os.dup2(null, number)
          os.execve("/usr/bin/python3", ["backup", "-c", "import ctypes; ctypes.CDLL(None).pause()", "--password=" + argument],
                    {"AWS_SECRET_ACCESS_KEY": environment, "PATH": "/usr/bin"})
      os.wait()
      """

    @Test func secretsAreMaskedUnlessAskedFor() throws {
      let host = try #require(HostTrait.current)
      let order = ["environment", "argument", "history", "userdata"].compactMap { Self.secrets[$0] }
      try host.runPlain(["/usr/bin/python3", "-c", Self.plant] + order).expecting(0)
      #expect(try #require(host.processes(named: "python3").first) > 0)
      try Workbench.with(inMemory: true) { bench in
        let masked = try host.collect(bench: bench)
        let evidence = try Evidence(masked)
        for (place, secret) in Self.secrets {
          let found = try Self.occurrences(of: secret, masked)
          #expect(found.isEmpty, "\(place): \(found)")
        }
        #expect(evidence.entry["secrets_included"]?.bool == false)
        #expect(evidence.receipt["secrets_included"]?.bool == false)
        // What was masked was there: the process, the history and the user data are in the bundle.
        #expect(
          evidence.processes.contains {
            $0.environment.contains { $0.name.text == "AWS_SECRET_ACCESS_KEY" && $0.value == nil }
          })
        #expect(evidence.exhibit("/root/.bash_history") != nil)
        #expect(evidence.exhibit("/var/lib/cloud/instance/user-data.txt") != nil)

        let clear = try host.collect("--include-secrets", bench: bench)
        for (place, secret) in Self.secrets {
          #expect(try !Self.occurrences(of: secret, clear).isEmpty, "\(place) is masked though secrets were asked for")
        }
        #expect(try Evidence(clear).entry["secrets_included"]?.bool == true)
        for secret in order { #expect(!clear.run.text.contains(secret), "a secret is on stdout") }
      }
    }

    /// The places, in the decompressed bundle and on stdout, where a text occurs.
    private static func occurrences(of text: String, _ collected: Collected) throws -> [String] {
      var found: [String] = []
      for file in try FileManager.default.contentsOfDirectory(atPath: collected.bundle).sorted() {
        let path = "\(collected.bundle)/\(file)"
        let lines = try Run.program([
          "sh", "-c",
          "if [ \"${1%.zst}\" != \"$1\" ]; then zstd -dcq \"$1\"; else cat \"$1\"; fi | grep -a -o \".\\{0,60\\}$2\"",
          "sh", path, text,
        ])
        .expecting(0, 1)
        found += lines.lines.map { "\(file): \($0)" }
      }
      if collected.run.text.contains(text) || collected.run.complaint.contains(text) {
        found.append("stdout or stderr")
      }
      return found
    }
  }
}
