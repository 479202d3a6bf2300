// One call at a time: the signalling of the contract, and WebRTC between two browsers.

/** What the state of a call means to who looks at it. */
const FINAL = { missed: "Nobody answers.", rejected: "They do not want to talk now.", accepted: "The call is over." };

export class Call {
  id;
  #at; #chat; #type = "audio"; #peer; #own; #early = []; #connected = false;

  constructor(page) {
    this.#at = page;
    const { find } = page;
    find("call-audio").addEventListener("click", () => this.#ring("audio"));
    find("call-video").addEventListener("click", () => this.#ring("video"));
    find("call-accept").addEventListener("click", () => this.#accept());
    find("call-reject").addEventListener("click", () => this.#leave("reject-call"));
    find("call-end").addEventListener("click", () => this.#leave("end-call"));
  }

  enable(open) {
    for (const id of ["call-audio", "call-video"]) this.#at.find(id).disabled = !open || this.id !== undefined;
  }

  #show(words, ...buttons) {
    const { find, say } = this.#at;
    say("call-state", words);
    for (const id of ["call-accept", "call-reject", "call-end"]) find(id).hidden = !buttons.includes(id);
    this.enable(find("disconnect").disabled === false);
  }

  async #ring(type) {
    this.#type = type;
    try {
      await this.#listen();
      const { data } = await this.#at.ask("call-user", { chatId: this.#at.chat(), type });
      if (data.call.status !== "ringing") return this.over(FINAL[data.call.status] ?? data.call.status);
      this.id = data.call.id;
      this.#chat = data.chatId ?? this.#at.chat();
      this.#show(`Ringing at ${data.call.user?.name ?? "theirs"}…`, "call-end");
    } catch (failure) {
      this.over(failure.error ?? failure.message);
    }
  }

  async #accept() {
    try {
      await this.#listen();
      // Before the other side may send its offer.
      await this.#meet();
      await this.#at.ask("accept-call", { callId: this.id });
      this.#show("Connecting…", "call-end");
    } catch (failure) {
      this.over(failure.error ?? failure.message);
    }
  }

  async #leave(action) {
    const { id } = this;
    this.over("The call is over.");
    await this.#at.ask(action, { callId: id }).catch(() => {});
  }

  /** What the server says of calls. */
  hear(name, data, push) {
    if (!push) return;
    if (name === "user-calling" && this.id === undefined && data.call.status === "ringing") {
      this.id = data.call.id;
      this.#chat = data.chat.id;
      this.#type = data.call.type;
      this.#show(`${data.call.user?.name ?? "Somebody"} calls (${data.call.type}).`, "call-accept", "call-reject");
    } else if (name === "signal") {
      this.#signal(data.signal).catch((error) => this.over(error.message));
    } else if (data?.call?.id !== this.id || this.id === undefined) {
      return;
    } else if (name === "call-accepted") {
      this.#chat = data.chat.id;
      this.#offer().catch((error) => this.over(error.message));
    } else if (name === "call-rejected") {
      this.#leave("end-call").then(() => this.over(FINAL.rejected));
    } else if (name === "call-ended") {
      this.over(FINAL[data.call.status] ?? "The call is over.");
    }
  }

  async #listen() {
    this.#own ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: this.#type === "video" });
  }

  /** Makes this side of the connection. */
  async #meet() {
    const { find, tell } = this.#at;
    // A server that has no TURN knows none: then the two find each other by themselves.
    const { iceServers = [] } = await this.#at.http("/v1/calls/ice-servers").catch(() => ({}));
    const peer = new RTCPeerConnection({ iceServers });
    this.#peer = peer;
    for (const track of this.#own.getTracks()) peer.addTrack(track, this.#own);
    find("mine").srcObject = this.#own;
    find("pictures").hidden = this.#type !== "video";
    peer.addEventListener("track", ({ streams: [stream] }) => { find("theirs").srcObject = stream; });
    peer.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.candidate) tell("signal", { chatId: this.#chat, signal: { candidate: candidate.toJSON() } });
    });
    peer.addEventListener("connectionstatechange", () => {
      const { connectionState: state } = peer;
      if (peer !== this.#peer || !["connected", "disconnected", "failed"].includes(state)) return;
      const connected = state === "connected";
      if (connected !== this.#connected) tell(connected ? "call-connected" : "call-disconnected", { callId: this.id, timestamp: Date.now() });
      this.#connected = connected;
      this.#show(connected ? "You talk." : "The connection is lost.", "call-end");
    });
  }

  async #offer() {
    await this.#meet();
    await this.#peer.setLocalDescription();
    this.#describe();
    this.#show("Connecting…", "call-end");
  }

  #describe() {
    const { type, sdp } = this.#peer.localDescription;
    this.#at.tell("signal", { chatId: this.#chat, signal: { type, sdp } });
  }

  /** A description or a candidate of the other side; candidates may come before the description. */
  async #signal({ type, sdp, candidate }) {
    if (this.#peer === undefined) return;
    if (candidate && !this.#peer.remoteDescription) this.#early.push(candidate);
    else if (candidate) await this.#peer.addIceCandidate(candidate);
    if (!type) return;
    await this.#peer.setRemoteDescription({ type, sdp });
    for (const one of this.#early.splice(0)) await this.#peer.addIceCandidate(one);
    if (type === "offer") {
      await this.#peer.setLocalDescription();
      this.#describe();
    }
  }

  /** Lets go of everything. */
  over(words) {
    const { find } = this.#at;
    this.#peer?.close();
    for (const track of this.#own?.getTracks() ?? []) track.stop();
    for (const id of ["mine", "theirs"]) find(id).srcObject = null;
    find("pictures").hidden = true;
    this.#peer = this.#own = this.id = this.#chat = undefined;
    this.#early = [];
    this.#connected = false;
    this.#show(words);
  }
}
