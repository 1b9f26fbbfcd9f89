internal import CaseModel
internal import Digests
internal import HostFacts

/// What the machine says it is: processors, DMI, hypervisor, PCI, USB, disks and ACPI tables by digest (C050).
enum Hardware {
  static func collect(_ book: CoverageBook) {
    collectProcessors(book)
    collectNamed("dmi", book.list("/sys/class/dmi/id", "C050"), below: "/sys/class/dmi/id", book)
    for file: HostString in ["type", "uuid", "version/major", "version/minor", "version/extra"] {
      let path = HostString("/sys/hypervisor").appending(file)
      guard (try? book.source.status(path, followLinks: false)) != nil else { continue }
      book.property("hypervisor", file, at: path, "C050")
    }
    collectDevices("pci", "/sys/bus/pci/devices", ["class", "vendor", "device", "subsystem_vendor"], book)
    collectDevices("usb", "/sys/bus/usb/devices", ["idVendor", "idProduct", "product", "manufacturer"], book)
    collectDevices("block", "/sys/block", ["size", "ro", "removable", "device/model", "serial"], book)
    collectTables(book)
  }

  private static func collectProcessors(_ book: CoverageBook) {
    guard let content = book.read("/proc/cpuinfo", "C050", limit: 4 << 20) else { return }
    var seen: Set<String> = []
    for line in content.lines {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = HostString(bytes: KernelText.trimmed(parts[0]))
      // The first processor's; the exhibit holds them all.
      guard ["vendor_id", "model name", "flags", "Features", "CPU implementer", "microcode"].contains(name.text),
        seen.insert(name.text).inserted
      else { continue }
      book.property("cpu", name, HostString(bytes: KernelText.trimmed(parts[1])), from: "/proc/cpuinfo")
    }
  }

  /// Files of one directory as properties.
  private static func collectNamed(
    _ group: String, _ names: [DirectoryEntry], below directory: HostString, _ book: CoverageBook
  ) {
    for entry in names.prefix(100) where entry.kind == .file && entry.name != "uevent" && entry.name != "modalias" {
      guard let content = try? book.source.read(directory.appending(entry.name), limit: 4096) else { continue }
      let value = HostString(bytes: KernelText.trimmed(content.bytes))
      if !value.isEmpty { book.property(group, entry.name, value, from: directory.appending(entry.name)) }
      book.update("C050") { $0.add(1) }
    }
  }

  /// One property a device: its attributes behind each other. Devices are links, so their names are taken and nothing is
  /// asked of their kind.
  private static func collectDevices(_ group: String, _ directory: HostString, _ files: [String], _ book: CoverageBook)
  {
    for device in book.list(directory, "C050", limit: 4096) {
      let path = directory.appending(device.name)
      let values = files.compactMap { file -> String? in
        guard let content = try? book.source.read(path.appending(HostString(file)), limit: 4096) else { return nil }
        return "\(file)=\(HostString(bytes: KernelText.trimmed(content.bytes)).text)"
      }
      book.property(group, device.name, HostString(escaped: values.joined(separator: " ")), from: path)
      book.update("C050") { $0.add(1) }
    }
  }

  private static func collectTables(_ book: CoverageBook) {
    let directory: HostString = "/sys/firmware/acpi/tables"
    for table in book.list(directory, "C050", limit: 512) where table.kind == .file {
      let path = directory.appending(table.name)
      guard let content = book.read(path, "C050", limit: 8 << 20, keeps: false) else { continue }
      book.property("acpi", table.name, HostString("sha256 \(SHA256.digest(content.bytes).hex)"), from: path)
    }
  }
}
