internal import CaseModel
internal import HostFacts

/// Programs that the kernel itself starts as root, and the formats that make it start them (C036).
enum UsermodeHelpers {
  static func collect(_ book: CoverageBook, _ mounts: MountedFileSystems) {
    for name in [
      "modprobe", "core_pattern", "core_pipe_limit", "poweroff_cmd", "hotplug", "usermodehelper/bset",
      "usermodehelper/inheritable", "modules_disabled",
    ] {
      book.property("usermode_helper", HostString(name), at: HostString("/proc/sys/kernel/\(name)"), "C036")
    }
    book.property("usermode_helper", "uevent_helper", at: "/sys/kernel/uevent_helper", "C036")
    // Looking at the place where it is not mounted would make systemd mount it and load its module.
    guard let place = mounts.places(of: "binfmt_misc").last else {
      book.update("C036") { $0.fault(SourceError(.absent, "not mounted"), on: "binfmt_misc") }
      return
    }
    collectFormats(book, place)
  }

  private static func collectFormats(_ book: CoverageBook, _ place: HostString) {
    let entries = book.list(place, "C036", limit: 1000)
    if entries.isEmpty {
      book.update("C036") { $0.shortfall("\(place.text): mounted, but not visible through the collector's view") }
    }
    for entry in entries where entry.name != "register" {
      let path = place.appending(entry.name)
      guard let content = book.read(path, "C036", limit: 8192) else { continue }
      let lines = content.lines.map { HostString(bytes: Array($0)).text }
      book.property("binfmt_misc", entry.name, HostString(escaped: lines.joined(separator: "; ")), from: path)
    }
  }
}
