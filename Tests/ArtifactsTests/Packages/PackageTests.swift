import Artifacts
import BinaryCursor
import CaseModel
import HostFacts
import Testing

@Suite struct PackageTests {
  @Test func md5sumsGiveAbsolutePaths() {
    var files: [PackagedFile] = []
    let text = "d41d8cd98f00b204e9800998ecf8427e  usr/bin/x\nshort  usr/bin/y\n"
    let skipped = DpkgMD5Sums.parse(Array(text.utf8), package: "x") { files.append($0) }
    #expect(files.map(\.path.text) == ["/usr/bin/x"] && files.first?.digest.count == 16 && skipped == 1)
    #expect(DpkgFileList.package(ofInfoFile: "/var/lib/dpkg/info/libc6:amd64.list").text == "libc6")
    var paths: [String] = []
    DpkgFileList.parse(Array("/.\n/usr\n/usr/bin/x\n".utf8)) { paths.append($0.text) }
    #expect(paths == ["/usr", "/usr/bin/x"])
  }

  @Test func statusGivesPackagesAndConfigurationFiles() throws {
    let sample = try #require(try Samples.sample("dpkg-status"))
    let removed = Array("Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n".utf8)
    let output = DpkgStatusParser.parse(Fixtures.input(sample.path, sample.bytes + removed))
    #expect(output.packages.map(\.name.text) == ["bash"] && output.packages.first?.version.text == "5.2")
    var files: [PackagedFile] = []
    DpkgStatusParser.configurationFiles(sample.bytes) { files.append($0) }
    #expect(
      files.map(\.path.text) == ["/etc/bash.bashrc"] && files.first?.isConfiguration == true
        && files.first?.package.text == "bash")
  }

  @Test func apkGivesPackagesAndFiles() throws {
    let sample = try #require(try Samples.sample("apk-installed"))
    #expect(
      ApkInstalledParser.parse(Fixtures.input(sample.path, sample.bytes)).packages.map(\.name.text) == ["busybox"])
    var files: [PackagedFile] = []
    ApkInstalledParser.files(sample.bytes) { files.append($0) }
    #expect(
      files.map(\.path.text) == ["/bin/busybox"] && files.first?.digest == Array(0..<20) && files.first?.mode == 0o755)
  }

  @Test func aHeaderOfTheRPMDatabaseIsRead() throws {
    let header = try RPMHeader(try Fixtures.bytes("rpm-header.blob"))
    #expect(header.package.name.text == "needle-sample" && header.package.version.text == "2:1.2-3")
    #expect(header.package.architecture.text == "noarch" && header.package.installedAt != nil)
    var files: [PackagedFile] = []
    header.files { files.append($0) }
    #expect(files.map(\.path.text) == ["/etc/sample.conf", "/usr/bin/sample"])
    #expect(files.map(\.isConfiguration) == [true, false] && files.map(\.algorithm) == [.sha256, .sha256])
    #expect(files[1].digest.starts(with: [0xa8, 0x07, 0x6d, 0x3d]) && files[1].mode.map { $0 & 0o777 } == 0o755)
  }

  @Test func everyPrefixOfAnRPMHeaderIsRefusedOrRead() throws {
    let bytes = try Fixtures.bytes("rpm-header.blob")
    for length in 0..<bytes.count {
      let error = #expect(throws: ParseError.self) { try RPMHeader(Array(bytes.prefix(length))) }
      #expect(error?.code == .truncated)
    }
    var random = SplitMix(seed: 3)
    for _ in 0..<500 {
      var damaged = bytes
      damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      try? RPMHeader(damaged).files { _ in }
    }
  }

  @Test func aContainerIsJoinedFromItsTwoFiles() throws {
    let sample = try #require(try Samples.sample("docker-container"))
    let host =
      "{\"Binds\":[\"/:/host\"],\"Privileged\":true,\"PidMode\":\"host\",\"NetworkMode\":\"default\",\"CapAdd\":[\"SYS_ADMIN\"]}"
    let output = DockerContainerParser.join(
      config: Fixtures.input(sample.path, sample.bytes),
      hostConfig: Fixtures.input("/var/lib/docker/containers/abc/hostconfig.json", host))
    guard case .container(let container)? = output.facts.first else {
      Issue.record("no container")
      return
    }
    #expect(container.id.text == "abc" && container.name?.text == "web" && container.image?.text == "nginx")
    #expect(container.isPrivileged && container.binds.map(\.text) == ["/:/host"])
    #expect(container.command?.text == "sh -c mysql -p*******")
    #expect(output.properties.first?.value.text == "pid=host cap_add=SYS_ADMIN")
    #expect(DockerContainerParser.parse(Fixtures.input("/x/config.v2.json", "{")).notes.count == 1)
  }

  @Test func osReleaseIsUnquoted() throws {
    let sample = try #require(try Samples.sample("os-release"))
    let properties = OSReleaseParser.parse(Fixtures.input(sample.path, sample.bytes)).properties
    #expect(properties.map(\.value.text) == ["Amazon Linux 2023", "amzn"])
  }
}
