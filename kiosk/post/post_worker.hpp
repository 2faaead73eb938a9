// The worker that keeps records, on a thread of its own: a record is safe within milliseconds, whatever the network
// and the sticks are doing. With hubs and a data partition it sets a courier to work as well.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/post/post_courier.hpp"
#include "kiosk/post/post_office.hpp"

namespace baken::post {

class PostWorker {
public:
    // `clock` outlives the worker; `wake` is called on the worker's thread when news lies ready.
    PostWorker(const Clock& clock, PostWishes wishes, CourierWishes courier, std::function<void()> wake);
    // Every order that was given is carried out first.
    ~PostWorker();
    PostWorker(const PostWorker&) = delete;
    PostWorker& operator=(const PostWorker&) = delete;

    // Both from any thread, and neither waits for the worker.
    void order(PostOrder order);
    [[nodiscard]] std::vector<PostNews> take();

private:
    void run(const Clock& clock, const PostWishes& wishes, const CourierWishes& courier);
    std::unique_ptr<PostCourier> start_courier(const Clock& clock, const PostOffice& office,
                                               const CourierWishes& wishes);
    // The next order, if there is one; else what the courier told, else nothing after waiting.
    struct Next {
        std::optional<PostOrder> order;
        std::optional<OutboxState> carried;
        bool end = false;
    };
    Next next(const Clock& clock, const PostOffice& office);
    void hand_over(PostNews news);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable ordered_;
    std::deque<PostOrder> orders_;  // guarded by mutex_, as are the next three
    std::optional<OutboxState> carried_;
    std::vector<PostNews> ready_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace baken::post
