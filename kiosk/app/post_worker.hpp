// The worker that keeps records, on a thread of its own: a record is safe within milliseconds, whatever the network
// and the sticks are doing.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/app/post_office.hpp"

namespace baken::app {

class PostWorker {
public:
    // `clock` outlives the worker; `wake` is called on the worker's thread when news lies ready.
    PostWorker(const Clock& clock, PostWishes wishes, std::function<void()> wake);
    // Every order that was given is carried out first.
    ~PostWorker();
    PostWorker(const PostWorker&) = delete;
    PostWorker& operator=(const PostWorker&) = delete;

    // Both from any thread, and neither waits for the worker.
    void order(PostOrder order);
    [[nodiscard]] std::vector<PostNews> take();

private:
    void run(const Clock& clock, PostWishes wishes);
    void hand_over(PostNews news);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable ordered_;
    std::deque<PostOrder> orders_;  // guarded by mutex_, as are the next two
    std::vector<PostNews> ready_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace baken::app
